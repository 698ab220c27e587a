package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.text.DurationText;
import io.boogeyman.defend.release.ReleaseSettings;
import io.boogeyman.defend.release.Releases;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code policy.yaml} says: which model is protected, who may ask how much, what watches the
 * queries, what is released, and what happens on suspicion. The same file is attacked by {@code
 * boogeyman steal --policy} and served by {@code boogeyman guard --policy}.
 *
 * @param policy version of this format, 1
 * @param version of what the file says, as its author counts
 * @param author who answers for it
 * @param model what is protected
 * @param secret where the key of keyed releases is
 * @param clients who may ask how much
 * @param authentication how a gateway knows its clients; nothing to an audit
 * @param detectors what watches the queries
 * @param release what becomes of the model's answers, in order
 * @param suspicion steps, the least suspicion first
 * @param retention how long things are kept
 */
public record Policy(
    int policy,
    String version,
    String author,
    ModelSettings model,
    Optional<SecretSource> secret,
    Optional<ClientSettings> clients,
    Optional<JsonNode> authentication,
    Optional<DetectorSettings> detectors,
    List<ReleaseSettings> release,
    List<SuspicionStep> suspicion,
    Optional<Retention> retention) {
  /** The version of the format that this program reads. */
  public static final int FORMAT = 1;

  /**
   * @throws IllegalArgumentException in one line, if the parts do not fit each other
   */
  public Policy {
    if (policy != FORMAT) {
      throw new IllegalArgumentException(
          "policy: this program reads format " + FORMAT + ", not " + policy);
    }
    // What a file leaves out reaches a record as null.
    release = List.copyOf(Objects.requireNonNullElse(release, List.of()));
    suspicion = List.copyOf(Objects.requireNonNullElse(suspicion, List.of()));
    authentication = authentication.filter(said -> !said.isNull());
    requireRising(suspicion);
    requireStricter(release, suspicion);
    requireRemembered(suspicion, retention.orElseGet(Retention::usual));
    if (!suspicion.isEmpty() && detectors.isEmpty()) {
      throw new IllegalArgumentException(
          "suspicion: nobody becomes suspicious without 'detectors'");
    }
    boolean marks =
        chains(release, suspicion).anyMatch(chain -> Releases.watermark(chain).isPresent());
    if (!marks && retention.flatMap(Retention::triggers).isPresent()) {
      throw new IllegalArgumentException(
          "retention: triggers are what 'dawn' marks, which is not among the releases");
    }
  }

  /** A step that outlasts the memory of a client would end when that does. */
  private static void requireRemembered(List<SuspicionStep> steps, Retention kept) {
    for (SuspicionStep step : steps) {
      if (step.least().compareTo(kept.ofClients()) > 0) {
        throw new IllegalArgumentException(
            "suspicion: step '%s' holds for %s, longer than clients are remembered, %s: see retention.clients"
                .formatted(
                    step.step(), DurationText.of(step.least()), DurationText.of(kept.ofClients())));
      }
    }
  }

  /** All that answers may go through: what everybody gets, and what steps of suspicion release. */
  public List<List<ReleaseSettings>> chains() {
    return chains(release, suspicion).toList();
  }

  private static Stream<List<ReleaseSettings>> chains(
      List<ReleaseSettings> release, List<SuspicionStep> suspicion) {
    return Stream.concat(
        Stream.of(release),
        suspicion.stream().map(SuspicionStep::release).flatMap(Optional::stream));
  }

  /** How long things are kept, said or not. */
  public Retention kept() {
    return retention.orElseGet(Retention::usual);
  }

  /** What clients may ask, said or not. */
  public ClientSettings allowances() {
    return clients.orElse(ClientSettings.unlimited());
  }

  /** Who climbs never sees more than before, and nothing after a step that refuses. */
  private static void requireStricter(List<ReleaseSettings> release, List<SuspicionStep> steps) {
    Granularity before = Releases.finest(release);
    for (int i = 0; i < steps.size(); i++) {
      if (i > 0 && steps.get(i - 1).refuses()) {
        throw new IllegalArgumentException(
            "suspicion: step '%s' stands above '%s', which refuses: let that be the last"
                .formatted(steps.get(i).step(), steps.get(i - 1).step()));
      }
      Granularity after = steps.get(i).release().map(Releases::finest).orElse(before);
      if (before.isCoarserThan(after)) {
        throw new IllegalArgumentException(
            "suspicion: step '%s' releases %s, more than the %s of the step below"
                .formatted(steps.get(i).step(), after, before));
      }
      before = after;
    }
  }

  private static void requireRising(List<SuspicionStep> steps) {
    Set<String> names = new HashSet<>(Set.of("trusted"));
    double before = 0;
    for (SuspicionStep step : steps) {
      if (step.at() <= before) {
        throw new IllegalArgumentException(
            "suspicion: step '%s' begins at %s, not above the step before it, which begins at %s"
                .formatted(step.step(), step.at(), before));
      }
      if (!names.add(step.step())) {
        throw new IllegalArgumentException(
            "suspicion: there is another step called '" + step.step() + "'");
      }
      before = step.at();
    }
  }
}
