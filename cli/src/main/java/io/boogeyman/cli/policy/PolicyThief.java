package io.boogeyman.cli.policy;

import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.defend.policy.WaitingClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a thief who met a policy.
 *
 * @param steps by name of the step of suspicion, how many images one of his accounts had asked when
 *     it came there first
 * @param waited how long he waited to be answered again
 */
public record PolicyThief(Map<String, Long> steps, Duration waited) {

  /** Notes what becomes of a thief. */
  static final class Diary implements GuardListener {
    private final WaitingClock clock;
    private final Map<String, Long> steps = new LinkedHashMap<>();

    Diary(WaitingClock clock) {
      this.clock = clock;
    }

    @Override
    public synchronized void happened(GuardEvent event) {
      if (event instanceof GuardEvent.Escalated up) {
        steps.merge(up.to().step(), up.queries(), Math::min);
      }
    }

    synchronized PolicyThief thief() {
      return new PolicyThief(new LinkedHashMap<>(steps), clock.waited());
    }
  }
}
