package io.boogeyman.defend.normality;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The Shapiro–Wilk test of normality: W is near 1 where sorted numbers lie as normal order
 * statistics do, and lower the less they do so.
 *
 * <p>Royston, "Remark AS R94: a remark on algorithm AS 181: the W-test for normality", Applied
 * Statistics 44 (1995). Weights and p-value are Royston's approximations, made for 3 to 5,000
 * numbers; beyond that W is still right to what the weights are, and the p-value is not to be
 * relied on. W is computed as 1 − W from centred values, which keeps its digits near 1.
 *
 * <p>Cost: O(n), with n/2 quantiles of the normal distribution.
 */
public final class ShapiroWilk {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Corrections of the largest two weights, in powers of 1/√n. */
  private static final double[] LARGEST = {0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056};

  private static final double[] SECOND = {0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633};

  /** Mean and log deviation of the transformed statistic, up to 11 numbers in powers of n. */
  private static final double[] GAMMA = {-2.273, 0.459};

  private static final double[] SMALL_MEAN = {0.544, -0.39978, 0.025054, -6.714e-4};
  private static final double[] SMALL_DEVIATION = {1.3822, -0.77857, 0.062767, -0.0020322};

  /** And beyond 11 in powers of ln n. */
  private static final double[] MEAN = {-1.5861, -0.31082, -0.083751, 0.0038915};

  private static final double[] DEVIATION = {-0.4803, -0.082676, 0.0030302};
  private static final int SMALL = 11;

  private ShapiroWilk() {}

  /**
   * The test's outcome.
   *
   * @param w in (0, 1]
   * @param p how probable a W this low would be if the numbers were normal, in [0, 1]
   */
  public record Outcome(double w, double p) {}

  /**
   * Tests numbers.
   *
   * @param sorted in ascending order
   * @param from the first of them
   * @param to after the last of them; at least 3
   * @throws IllegalArgumentException if there are fewer than 3, or all are equal
   */
  public static Outcome test(double[] sorted, int from, int to) {
    double w = w(sorted, from, to);
    return new Outcome(w, p(w, to - from));
  }

  /** W alone, as {@link #test} has it. */
  public static double w(double[] sorted, int from, int to) {
    int n = to - from;
    if (n < 3) {
      throw new IllegalArgumentException("normality needs at least 3 numbers, not " + n);
    }
    double range = sorted[to - 1] - sorted[from];
    if (!(range > 0)) {
      throw new IllegalArgumentException("normality needs numbers that are not all equal");
    }
    double[] upper = weights(n);
    double mean = 0;
    for (int i = from; i < to; i++) {
      mean += (sorted[i] - sorted[from]) / range;
    }
    mean /= n;
    double weightSquares = 0;
    double squares = 0;
    double products = 0;
    for (int i = 0; i < n; i++) {
      int mirrored = n - 1 - i;
      double weight = i == mirrored ? 0 : i < mirrored ? -upper[i] : upper[mirrored];
      double value = (sorted[from + i] - sorted[from]) / range - mean;
      weightSquares += weight * weight;
      squares += value * value;
      products += weight * value;
    }
    double root = Math.sqrt(weightSquares * squares);
    double lacking = Math.max(0, (root - products) * (root + products) / (weightSquares * squares));
    return 1 - lacking;
  }

  /** Weights of the upper half, the largest first. */
  private static double[] weights(int n) {
    double[] weights = new double[n / 2];
    if (n == 3) {
      weights[0] = Math.sqrt(0.5);
      return weights;
    }
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = -NORMAL.inverseCumulativeProbability((i + 1 - 0.375) / (n + 0.25));
      squares += 2 * weights[i] * weights[i];
    }
    double root = Math.sqrt(squares);
    double largest = weights[0] / root + power(LARGEST, 1 / Math.sqrt(n));
    if (n <= 5) {
      double factor = Math.sqrt((squares - 2 * square(weights[0])) / (1 - 2 * square(largest)));
      divide(weights, 1, factor);
    } else {
      double second = weights[1] / root + power(SECOND, 1 / Math.sqrt(n));
      double factor =
          Math.sqrt(
              (squares - 2 * square(weights[0]) - 2 * square(weights[1]))
                  / (1 - 2 * square(largest) - 2 * square(second)));
      divide(weights, 2, factor);
      weights[1] = second;
    }
    weights[0] = largest;
    return weights;
  }

  private static void divide(double[] values, int from, double divisor) {
    for (int i = from; i < values.length; i++) {
      values[i] /= divisor;
    }
  }

  private static double p(double w, int n) {
    if (n == 3) {
      double p = 6 / Math.PI * (Math.asin(Math.sqrt(w)) - Math.asin(Math.sqrt(0.75)));
      return Math.max(0, Math.min(1, p));
    }
    double y = Math.log(1 - w);
    if (n <= SMALL) {
      double gamma = power(GAMMA, n);
      return y >= gamma
          ? 0
          : upperTail(-Math.log(gamma - y), power(SMALL_MEAN, n), power(SMALL_DEVIATION, n));
    }
    double log = Math.log(n);
    return upperTail(y, power(MEAN, log), power(DEVIATION, log));
  }

  private static double upperTail(double y, double mean, double logDeviation) {
    return NORMAL.survivalProbability((y - mean) / Math.exp(logDeviation));
  }

  private static double power(double[] coefficients, double x) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }

  private static double square(double x) {
    return x * x;
  }
}
