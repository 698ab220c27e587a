package io.boogeyman.cli.demo;

import java.time.Duration;

/**
 * How fast the demo's clients ask.
 *
 * @param customer between two images of the customer, on average; a person's pauses differ
 * @param thief between two images of the thief, whose program keeps time
 * @param alone how long the customer asks before the thief comes
 * @param stubborn refusals in a row after which the thief gives up
 */
public record Pace(Duration customer, Duration thief, Duration alone, int stubborn) {
  /** Slow enough to be watched, and over within half a minute. */
  static final Pace USUAL =
      new Pace(Duration.ofMillis(1200), Duration.ofMillis(800), Duration.ofSeconds(6), 10);
}
