package io.boogeyman.attack.active;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Greedy k-center (Sener and Savarese 2018, algorithm 1; Pal et al. 2020 on the copy's
 * probabilities): again and again the candidate whose nearest centre is farthest, which is a centre
 * from then on. Never worse than twice the best radius (Gonzalez 1985). O((centres + count) ·
 * candidates · width).
 */
final class KCenter {
  private KCenter() {}

  /**
   * Chooses.
   *
   * @param candidates at least {@code count} points
   * @param centres points that are centres already; where there are none, the first candidate is
   *     the first to be chosen
   * @return places of candidates, in the order in which they were chosen, the first of equals
   */
  static int[] choose(float[][] candidates, float[][] centres, int count) {
    double[] distances =
        IntStream.range(0, candidates.length)
            .parallel()
            .mapToDouble(i -> nearest(candidates[i], centres))
            .toArray();
    int[] chosen = new int[count];
    for (int n = 0; n < count; n++) {
      int farthest = farthest(distances);
      chosen[n] = farthest;
      IntStream.range(0, candidates.length)
          .parallel()
          .forEach(
              i ->
                  distances[i] =
                      Math.min(distances[i], distance(candidates[i], candidates[farthest])));
      distances[farthest] = -1; // below the distance 0 of a double of it
    }
    return chosen;
  }

  private static double nearest(float[] point, float[][] centres) {
    return Arrays.stream(centres)
        .mapToDouble(centre -> distance(point, centre))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static int farthest(double[] distances) {
    int farthest = 0;
    for (int i = 1; i < distances.length; i++) {
      farthest = distances[i] > distances[farthest] ? i : farthest;
    }
    return farthest;
  }

  /** Squared: the order is the same. */
  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      double difference = a[d] - b[d];
      sum += difference * difference;
    }
    return sum;
  }
}
