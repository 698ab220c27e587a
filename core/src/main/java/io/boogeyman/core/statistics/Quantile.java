package io.boogeyman.core.statistics;

import java.util.Arrays;

/** Values by rank. */
public final class Quantile {

  private Quantile() {}

  /**
   * The value that a share of them do not exceed, one of the values: the lower one of two.
   *
   * @param values in any order, at least one
   * @param share 0 for the least, 1 for the largest
   */
  public static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1))];
  }

  /** The one in the middle; the mean of the two there, where their number is even. */
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
