package io.boogeyman.defend.policy;

import io.boogeyman.defend.policy.file.Policy;
import io.boogeyman.defend.watermark.MarkedModel;
import io.boogeyman.defend.watermark.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a policy is enforced with. Model, watch, ledger, states and triggers may serve longer than
 * one policy is in force: whoever made them closes them.
 *
 * @param model what answers
 * @param watch what watches
 * @param releases what becomes of answers, for each step of suspicion; closed with the enforcement
 * @param ledger what counts
 * @param states what remembers
 * @param triggers what keeps marked queries, where the policy says so
 */
public record EnforcementParts(
    GuardedModel model,
    Watch watch,
    ReleaseLadder releases,
    Ledger ledger,
    ClientStates states,
    TriggerRegister triggers) {

  /** The same where nobody keeps marked queries. */
  public EnforcementParts(
      GuardedModel model, Watch watch, ReleaseLadder releases, Ledger ledger, ClientStates states) {
    this(model, watch, releases, ledger, states, TriggerRegister.NONE);
  }

  /**
   * Keeps what was marked of a client's queries, where the policy says so: all of it, whatever
   * became of the answer after the mark. To choose by what was released would favour some marks,
   * and a verification counts on every class being as likely.
   */
  void register(Policy policy, ClientName client, List<Trigger> marked, Instant now) {
    Optional<Duration> retention = policy.kept().triggers();
    if (retention.isPresent() && !marked.isEmpty()) {
      MarkedModel marking = new MarkedModel(model.classNames(), model.shape());
      Instant until = now.plus(retention.get());
      marked.forEach(
          trigger -> triggers.add(new TriggerRegister.Entry(client, marking, trigger, now, until)));
    }
  }
}
