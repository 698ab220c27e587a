package io.boogeyman.core.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
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

  /**
   * The mean of one figure over several seeds, all measured on the same sample: how far the seeds
   * differ and how far the sample may be off, both. Of a single seed, its figure as it is.
   *
   * <p>The distances from the estimate to each end are added as squares: Student's of {@link
   * #mean(double...)} over the estimates, and the root mean square of the figures' own. This is the
   * method of Howe 1974 (J. American Statistical Association 69) for a sum of two estimates, for
   * intervals that need not be symmetric that of Zou and Donner 2008 (Statistics in Medicine 27).
   * Each part keeps its own degrees of freedom, so that the interval is never narrower than either
   * alone, as Welch and Satterthwaite's would be for two seeds on a large sample.
   *
   * <p>Assumed: the seeds are independent of each other and of the sample, and they err on the same
   * items of it, so that a mean over many of them is no surer of the sample than one. Where they
   * err on different items, the interval is somewhat too wide.
   *
   * @param figures one a seed
   * @throws IllegalArgumentException if there is no figure
   */
  public static Interval meanOverSeeds(List<Interval> figures) {
    if (figures.size() == 1) {
      return figures.get(0);
    }
    Interval seeds = mean(figures.stream().mapToDouble(Interval::estimate).toArray());
    double below = rootMeanSquare(figures, figure -> figure.estimate - figure.low);
    double above = rootMeanSquare(figures, figure -> figure.high - figure.estimate);
    double mean = seeds.estimate;
    return new Interval(
        mean,
        mean - Math.hypot(mean - seeds.low, below),
        mean + Math.hypot(seeds.high - mean, above));
  }

  private static double rootMeanSquare(
      List<Interval> figures, ToDoubleFunction<Interval> distance) {
    return Math.sqrt(
        figures.stream()
            .mapToDouble(figure -> Math.pow(distance.applyAsDouble(figure), 2))
            .average()
            .orElseThrow());
  }
}
