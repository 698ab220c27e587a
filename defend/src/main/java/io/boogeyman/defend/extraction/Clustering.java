package io.boogeyman.defend.extraction;

import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * k-means (Lloyd 1982), begun as k-means++ (Arthur and Vassilvitskii 2007): each further centre is
 * a point drawn by its squared distance to those before it.
 *
 * <p>It ends when no point changes its centre, and after {@value #ROUNDS} rounds at the latest,
 * when few still do. A centre that loses its last point stays where it was. Cost: points times
 * centres times width a round, on all cores; the result does not depend on how many.
 */
final class Clustering {
  private static final int ROUNDS = 30;

  private final float[] points;
  private final int width;
  private final int count;

  private Clustering(float[] points, int width) {
    this.points = points;
    this.width = width;
    this.count = points.length / width;
  }

  /** At most so many centres; fewer if fewer points differ. */
  static Centres of(float[] points, int width, int centres, Seed seed) {
    Clustering clustering = new Clustering(points, width);
    return clustering.settled(clustering.first(centres, seed.derive("centres").generator()));
  }

  private float[] first(int most, SplittableRandom chance) {
    float[] centres = new float[most * width];
    double[] least = new double[count];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    int point = chance.nextInt(count);
    for (int c = 0; c < most; c++) {
      System.arraycopy(points, point * width, centres, c * width, width);
      Centres latest = new Centres(Arrays.copyOfRange(centres, c * width, (c + 1) * width), width);
      IntStream.range(0, count)
          .parallel()
          .forEach(
              i -> least[i] = Math.min(least[i], latest.squares(points, i * width, 0, least[i])));
      double sum = Arrays.stream(least).sum();
      if (sum == 0) {
        return Arrays.copyOf(centres, (c + 1) * width);
      }
      point = drawn(least, chance.nextDouble() * sum);
    }
    return centres;
  }

  private static int drawn(double[] shares, double at) {
    int last = 0;
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i];
      last = shares[i] > 0 ? i : last;
      if (sum > at) {
        return i;
      }
    }
    return last; // rounding
  }

  private Centres settled(float[] first) {
    float[] values = first;
    int[] before = new Centres(values, width).nearest(points, point -> 0);
    for (int round = 0; round < ROUNDS; round++) {
      int[] earlier = before;
      values = means(earlier, values);
      before = new Centres(values, width).nearest(points, point -> earlier[point]);
      if (Arrays.equals(before, earlier)) {
        break;
      }
    }
    return new Centres(values, width);
  }

  private float[] means(int[] assigned, float[] earlier) {
    double[] sums = new double[earlier.length];
    int[] sizes = new int[earlier.length / width];
    for (int i = 0; i < count; i++) {
      sizes[assigned[i]]++;
      for (int d = 0; d < width; d++) {
        sums[assigned[i] * width + d] += points[i * width + d];
      }
    }
    float[] means = new float[earlier.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = sizes[i / width] == 0 ? earlier[i] : (float) (sums[i] / sizes[i / width]);
    }
    return means;
  }
}
