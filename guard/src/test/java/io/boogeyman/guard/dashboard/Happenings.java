package io.boogeyman.guard.dashboard;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events, as tests need them. */
final class Happenings {
  static final Instant START = Instant.parse("2026-11-26T08:00:00Z");
  static final GuardEvent.Timing QUICK =
      new GuardEvent.Timing(Duration.ofMillis(4), Duration.ofMillis(2), Duration.ofMillis(1));

  private Happenings() {}

  static GuardEvent.Asked asked(String client, Instant at, int images, Standing standing) {
    return asked(client, at, Collections.nCopies(images, 0), "full", standing);
  }

  static GuardEvent.Asked asked(
      String client, Instant at, List<Integer> classes, String released, Standing standing) {
    return new GuardEvent.Asked(
        at,
        new ClientName(client),
        classes.size(),
        0,
        classes,
        Collections.nCopies(classes.size(), released),
        0,
        standing,
        Map.of("distance", standing.suspicion(), "density", standing.suspicion() / 2),
        QUICK);
  }

  static GuardEvent.Escalated escalated(String client, Instant at, Standing from, Standing to) {
    return new GuardEvent.Escalated(
        at,
        new ClientName(client),
        from,
        to,
        640,
        Map.of("distance", to.suspicion(), "density", to.suspicion() / 2),
        true);
  }

  static GuardEvent.Refused refused(String client, Instant at, int images, Decision.Reason reason) {
    return new GuardEvent.Refused(
        at, new ClientName(client), images, new Decision.Refused(reason, "no", Optional.empty()));
  }

  static Standing suspicious(int level, String step, double suspicion) {
    return new Standing(level, step, suspicion, Duration.ZERO);
  }
}
