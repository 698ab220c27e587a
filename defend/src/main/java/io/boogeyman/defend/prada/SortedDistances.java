package io.boogeyman.defend.prada;

import io.boogeyman.defend.normality.ShapiroWilk;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Distances in ascending order, and how normal they look. */
final class SortedDistances {
  /** More have to be left without outliers (PRADA, algorithm 3). */
  private static final int ENOUGH = 100;

  private static final double OUTLIER = 3;

  private double[] values = new double[64];
  private int count;

  void add(double distance) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    int found = Arrays.binarySearch(values, 0, count, distance);
    int place = found < 0 ? -found - 1 : found;
    System.arraycopy(values, place, values, place + 1, count - place);
    values[place] = distance;
    count++;
  }

  /**
   * Shapiro and Wilk's W of what lies within three deviations of the mean; 0 where all are equal,
   * as no natural queries are: without this case, as in the authors' code, whoever repeats one
   * distance would never be tested.
   *
   * @param inclusive whether what lies at exactly three deviations stays
   * @return empty while there are too few
   */
  OptionalDouble w(boolean inclusive) {
    if (count <= ENOUGH) {
      return OptionalDouble.empty();
    }
    double mean = Moments.mean(values, count);
    double reach = OUTLIER * Moments.deviation(values, count, mean);
    if (values[0] == values[count - 1]) {
      return OptionalDouble.of(0);
    }
    int from = 0;
    int to = count;
    while (from < to && !isWithin(mean - values[from], reach, inclusive)) {
      from++;
    }
    while (to > from && !isWithin(values[to - 1] - mean, reach, inclusive)) {
      to--;
    }
    if (to - from <= ENOUGH) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(values[from] == values[to - 1] ? 0 : ShapiroWilk.w(values, from, to));
  }

  private static boolean isWithin(double distance, double reach, boolean inclusive) {
    return inclusive ? distance <= reach : distance < reach;
  }
}
