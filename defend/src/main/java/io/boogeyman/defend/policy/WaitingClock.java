package io.boogeyman.defend.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of an audit, in which a thief asks at once and waits only where he must: it stands
 * still, but for what is waited.
 */
public final class WaitingClock extends Clock {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private Duration waited = Duration.ZERO;

  /** Lets time pass. */
  public synchronized void await(Duration time) {
    waited = waited.plus(time);
  }

  /** How much has passed. */
  public synchronized Duration waited() {
    return waited;
  }

  @Override
  public synchronized Instant instant() {
    return BEGIN.plus(waited);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
