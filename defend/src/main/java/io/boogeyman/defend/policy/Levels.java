package io.boogeyman.defend.policy;

import io.boogeyman.defend.policy.file.SuspicionStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which step of suspicion a client stands on. Up: at once, to the highest step that its suspicion
 * reaches. Down: one step at a time, when it has stood there as long as the step holds and its
 * suspicion has fallen as low as the step says; from a step that refuses, when that time is over,
 * with its evidence forgotten. So a client at the edge of a step does not go up and down with every
 * query.
 */
final class Levels {
  private final List<SuspicionStep> steps;

  Levels(List<SuspicionStep> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * Where a client stands that stood somewhere under another policy: on the step of the same name,
   * or else where its suspicion puts it, since steps of the same number may do what nobody meant
   * for it.
   */
  void place(ClientRecord client, Watch watch) {
    int level = level(client.step()).orElseGet(() -> reached(0, client.suspicion(watch)));
    client.stand(level, name(level), client.since());
  }

  private int reached(int from, double suspicion) {
    int level = from;
    while (level < steps.size() && suspicion >= steps.get(level).at()) {
      level++;
    }
    return level;
  }

  private OptionalInt level(String step) {
    return IntStream.rangeClosed(0, steps.size())
        .filter(level -> name(level).equals(step))
        .findFirst();
  }

  private String name(int level) {
    return level == 0 ? Standing.TRUSTED : steps.get(level - 1).step();
  }

  /** A client comes down as far as it may by now. */
  void relax(ClientRecord client, Watch watch, Instant now) {
    while (client.level() > 0 && mayComeDown(client, watch, now)) {
      SuspicionStep step = steps.get(client.level() - 1);
      if (step.refuses()) {
        client.forgetEvidence();
      }
      int below = client.level() - 1;
      client.stand(below, name(below), client.since().plus(step.least()));
    }
  }

  private boolean mayComeDown(ClientRecord client, Watch watch, Instant now) {
    SuspicionStep step = steps.get(client.level() - 1);
    boolean served = !now.isBefore(client.since().plus(step.least()));
    return served && (step.refuses() || client.suspicion(watch) <= step.end());
  }

  /** A client goes up as far as it must by now; whether it did. */
  boolean escalate(ClientRecord client, Watch watch, Instant now) {
    int level = reached(client.level(), client.suspicion(watch));
    boolean up = level > client.level();
    if (up) {
      client.stand(level, name(level), now);
    }
    return up;
  }

  /** Whether a client on this level is answered nothing. */
  boolean refuses(int level) {
    return level > 0 && steps.get(level - 1).refuses();
  }

  /** How long a client on its level is refused from now on; others may have let it down by now. */
  Duration left(ClientRecord client, Instant now) {
    if (client.level() == 0) {
      return Duration.ZERO;
    }
    Instant end = client.since().plus(steps.get(client.level() - 1).least());
    Duration left = Duration.between(now, end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** How a client stands now. */
  Standing standing(ClientRecord client, Watch watch) {
    return standing(client.level(), client.suspicion(watch));
  }

  /** How a client stands on a level. */
  Standing standing(int level, double suspicion) {
    if (level == 0) {
      return Standing.trusted(suspicion);
    }
    SuspicionStep step = steps.get(level - 1);
    return new Standing(level, step.step(), suspicion, step.delay().orElse(Duration.ZERO));
  }

  /** Whether somebody is told when a client comes to this level. */
  boolean alerts(int level) {
    return level > 0 && steps.get(level - 1).alerts();
  }
}
