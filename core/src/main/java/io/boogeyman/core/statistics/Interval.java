package io.boogeyman.core.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * An estimate with its 95 % confidence interval.
 *
 * @param estimate the measured value
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double estimate, double low, double high) {
  private static final double Z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);

  /** A value without an interval: both ends are the value. */
  public static Interval exactly(double value) {
    return new Interval(value, value, value);
  }

  /**
   * A share of successes, by Wilson's score interval (Wilson 1927), which stays within [0, 1] and
   * holds its level near the ends.
   *
   * @throws IllegalArgumentException if {@code trials} is 0 or exceeded
   */
  public static Interval share(long successes, long trials) {
    if (trials <= 0 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
    }
    double p = (double) successes / trials;
    double z2 = Z * Z / trials;
    double centre = (p + z2 / 2) / (1 + z2);
    double half = Z / (1 + z2) * Math.sqrt(p * (1 - p) / trials + z2 / (4 * trials));
    // Rounding may push an end past the estimate, 0 or 1 where no or all trials succeed.
    double low = Math.max(0, Math.min(p, centre - half));
    double high = Math.min(1, Math.max(p, centre + half));
    return new Interval(p, low, high);
  }

  /**
   * The mean of independent values, by Student's t; of a single value, that value alone.
   *
   * @throws IllegalArgumentException if there is no value
   */
  public static Interval mean(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values to take the mean of");
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    if (values.length == 1) {
      return exactly(mean);
    }
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double error = Math.sqrt(squares / (values.length - 1) / values.length);
    double half = TDistribution.of(values.length - 1).inverseCumulativeProbability(0.975) * error;
    return new Interval(mean, mean - half, mean + half);
  }

  /**
   * The mean of many values of which only the moments are known, by the normal approximation.
   *
   * @param mean the mean
   * @param variance the sample variance
   * @param count how many values
   */
  public static Interval mean(double mean, double variance, long count) {
    double half = Z * Math.sqrt(variance / count);
    return new Interval(mean, mean - half, mean + half);
  }

  /** This interval with all three values multiplied by a positive factor. */
  public Interval times(double factor) {
    return new Interval(estimate * factor, low * factor, high * factor);
  }
}
