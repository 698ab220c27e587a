package io.boogeyman.defend.calibration;

import io.boogeyman.core.image.Transformation;
import io.boogeyman.core.random.Seed;
import java.util.List;

/**
 * What false alarms an owner accepts.
 *
 * @param falseAlarms the share of customers' queries that may be flagged
 * @param accusations the share of customers that may be accused in all their life
 * @param lifetime queries of a customer's life; an image that is asked again is not counted again,
 *     so that where there are fewer images than that to simulate with, a life is as long as they
 * @param states that all of a customer's images may be in without his being accused, besides as
 *     they are
 * @param seed of every split and draw
 */
public record CalibrationSettings(
    double falseAlarms, double accusations, int lifetime, List<Transformation> states, Seed seed) {
  static final int LONGEST_LIFE = 1_000_000;

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public CalibrationSettings {
    states = List.copyOf(states);
    requireShare("--false-alarms", falseAlarms);
    requireShare("--accusations", accusations);
    if (lifetime < 10 || lifetime > LONGEST_LIFE) {
      throw new IllegalArgumentException(
          "--lifetime must be from 10 to %,d queries, not %d".formatted(LONGEST_LIFE, lifetime));
    }
  }

  private static void requireShare(String name, double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(name + " must be a share over 0 and under 1");
    }
  }

  /** The fewest images that a threshold can be chosen by: 1/α − 1, by rank. */
  public int fewest() {
    return (int) Math.ceil(1 / falseAlarms - 1 - 1e-9);
  }
}
