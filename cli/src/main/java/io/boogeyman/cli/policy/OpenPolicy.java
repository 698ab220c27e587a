package io.boogeyman.cli.policy;

import io.boogeyman.defend.calibration.Calibration;
import io.boogeyman.defend.policy.ClientStates;
import io.boogeyman.defend.policy.Enforcement;
import io.boogeyman.defend.policy.EnforcementParts;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.defend.policy.GuardedModel;
import io.boogeyman.defend.policy.Ledger;
import io.boogeyman.defend.policy.MemoryLedger;
import io.boogeyman.defend.policy.MemoryStates;
import io.boogeyman.defend.policy.ReleaseLadder;
import io.boogeyman.defend.policy.TriggerRegister;
import io.boogeyman.defend.policy.Watch;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.release.ReleaseMeans;
import io.boogeyman.guard.protocol.ClientTensors;
import io.boogeyman.victim.Victim;
import java.time.Clock;
import java.util.Optional;

/**
 * A policy with what it protects, and what it needs for that.
 *
 * @param file what it says
 * @param victim the model as an audit knows it, without the policy
 * @param model the same model as the policy asks it
 * @param watch its detectors
 * @param calibration what some of them come from; closed with them
 * @param means what its releases need
 */
public record OpenPolicy(
    PolicyFile file,
    Victim victim,
    GuardedModel model,
    Watch watch,
    Optional<Calibration> calibration,
    ReleaseMeans means)
    implements AutoCloseable {
  private static final int LIVE = 10_000;

  /**
   * What it is enforced with.
   *
   * @param asked the model: {@link #model()}, or the same through a journal
   */
  public EnforcementParts parts(
      GuardedModel asked, Ledger ledger, ClientStates states, TriggerRegister triggers) {
    return new EnforcementParts(
        asked, watch, ReleaseLadder.of(file.policy(), means), ledger, states, triggers);
  }

  /**
   * The tensors between a gateway that serves it and its clients.
   *
   * @throws io.boogeyman.defend.policy.file.PolicyException if what it says of them cannot be
   */
  public ClientTensors tensors() {
    return PolicyTensors.of(file, victim, model.shape());
  }

  /**
   * As an audit meets it: with clients that nobody knows yet, kept in memory.
   *
   * @param asked as for {@link #parts}
   * @param triggers what keeps marked queries, if the policy says so
   * @param listener told of what happens
   */
  public Enforcement audited(
      GuardedModel asked, Clock clock, TriggerRegister triggers, GuardListener listener) {
    Ledger ledger = new MemoryLedger(file.policy().allowances());
    return Enforcement.audited(
        file, parts(asked, ledger, new MemoryStates(), triggers), clock, listener, LIVE);
  }

  @Override
  public void close() {
    watch.close();
    model.close();
    victim.close();
  }
}
