package io.boogeyman.defend.policy;

import java.time.Duration;

/**
 * How a client stands with a policy.
 *
 * @param level how many steps of suspicion it has climbed; 0 is above suspicion
 * @param step the name of that step; {@code "trusted"} at 0
 * @param suspicion the strongest evidence against it by now, 1 where a detector accuses
 * @param delay how long its answers are to be held back
 */
public record Standing(int level, String step, double suspicion, Duration delay) {
  /** What level 0 is called. */
  public static final String TRUSTED = "trusted";

  /** A client that nothing is held against. */
  public static Standing trusted(double suspicion) {
    return new Standing(0, TRUSTED, suspicion, Duration.ZERO);
  }
}
