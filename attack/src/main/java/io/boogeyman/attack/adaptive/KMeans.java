package io.boogeyman.attack.adaptive;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * k-means: centres begin where k-means++ draws them (Arthur and Vassilvitskii 2007) and move to the
 * mean of what is nearest (Lloyd 1982), 25 times at most. O(25 · points · centres · width).
 */
final class KMeans {
  private static final int ROUNDS = 25;

  private KMeans() {}

  /**
   * The centres.
   *
   * @param points at least one, all of one width
   * @param most how many centres there may be; fewer where there are fewer different points
   */
  static float[][] centres(float[][] points, int most, SplittableRandom random) {
    float[][] centres = drawn(points, most, random);
    int[] nearest = new int[points.length];
    for (int round = 0; round < ROUNDS; round++) {
      float[][] now = centres;
      int[] next =
          IntStream.range(0, points.length).parallel().map(i -> nearest(points[i], now)).toArray();
      if (round > 0 && Arrays.equals(next, nearest)) {
        return centres;
      }
      System.arraycopy(next, 0, nearest, 0, next.length);
      centres = means(points, nearest, centres);
    }
    return centres;
  }

  private static float[][] drawn(float[][] points, int most, SplittableRandom random) {
    float[][] centres = new float[Math.min(most, points.length)][];
    double[] distances = new double[points.length];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    int next = random.nextInt(points.length);
    for (int count = 0; count < centres.length; count++) {
      centres[count] = points[next].clone();
      double sum = 0;
      for (int i = 0; i < points.length; i++) {
        distances[i] = Math.min(distances[i], distance(points[i], centres[count]));
        sum += distances[i];
      }
      if (sum == 0) {
        return Arrays.copyOf(centres, count + 1);
      }
      next = draw(distances, random.nextDouble() * sum);
    }
    return centres;
  }

  /** The point at which the running sum passes {@code left}; never one of distance 0. */
  private static int draw(double[] distances, double left) {
    int drawn = 0;
    double passed = 0;
    for (int i = 0; i < distances.length && passed <= left; i++) {
      drawn = distances[i] > 0 ? i : drawn;
      passed += distances[i];
    }
    return drawn;
  }

  /** A centre to which nothing is nearest stays. */
  private static float[][] means(float[][] points, int[] nearest, float[][] centres) {
    int width = points[0].length;
    double[][] sums = new double[centres.length][width];
    int[] counts = new int[centres.length];
    for (int i = 0; i < points.length; i++) {
      counts[nearest[i]]++;
      for (int d = 0; d < width; d++) {
        sums[nearest[i]][d] += points[i][d];
      }
    }
    float[][] means = new float[centres.length][];
    for (int c = 0; c < means.length; c++) {
      means[c] = centres[c].clone();
      for (int d = 0; counts[c] > 0 && d < width; d++) {
        means[c][d] = (float) (sums[c][d] / counts[c]);
      }
    }
    return means;
  }

  /** The nearest centre, the first of equals. */
  static int nearest(float[] point, float[][] centres) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centres.length; c++) {
      double distance = distance(point, centres[c]);
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      double difference = a[d] - b[d];
      sum += difference * difference;
    }
    return sum;
  }
}
