package io.boogeyman.defend.measure;

/** Where a value stands among sorted ones. */
public final class Ranks {
  private Ranks() {}

  /** How many of the values, in ascending order, are below. O(log n). */
  public static int below(double[] sorted, double value) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
