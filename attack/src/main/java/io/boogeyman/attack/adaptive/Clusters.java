package io.boogeyman.attack.adaptive;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A pool sorted by what its images look like, coarsely and then finely: up to 30 clusters, as in
 * Knockoff nets' supplement, each of up to 10 finer ones. Found by k-means on up to 4,096 images
 * drawn by chance; every other image goes where its features are nearest. Cost: features of the
 * whole pool, and 40 distances an image.
 *
 * @param fineOf the fine cluster of every image, numbered through
 * @param coarseOf the coarse cluster of every fine one, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Clusters(int[] fineOf, int[] coarseOf) {
  private static final int COARSE = 30;
  private static final int FINE = 10;

  /** Images of the sample that a cluster should have. */
  private static final int FEWEST = 20;

  private static final int SAMPLE = 4_096;
  private static final int BATCH = 256;

  /** Sorts a pool of at least one image. */
  static Clusters of(ImageSet pool, Features features, Seed seed) {
    int[] sample =
        Arrays.copyOf(
            seed.derive("sample").permutation(pool.size()), Math.min(SAMPLE, pool.size()));
    List<float[]> seen = new ArrayList<>();
    forEachBatch(
        sample.length,
        batch -> {
          int[] positions = Arrays.stream(batch).map(i -> sample[i]).toArray();
          seen.addAll(List.of(features.of(pool.read(positions))));
        });
    float[][] points = seen.toArray(float[][]::new);
    float[][] coarse =
        KMeans.centres(points, few(COARSE, points.length), seed.derive("coarse").generator());
    int[] nearest =
        Arrays.stream(points).mapToInt(point -> KMeans.nearest(point, coarse)).toArray();
    List<float[][]> fine = new ArrayList<>();
    for (int c = 0; c < coarse.length; c++) {
      int cluster = c;
      float[][] members =
          IntStream.range(0, points.length)
              .filter(i -> nearest[i] == cluster)
              .mapToObj(i -> points[i])
              .toArray(float[][]::new);
      fine.add(members.length == 0 ? new float[][] {coarse[c]} : parts(members, seed, c));
    }
    return sorted(pool, features, coarse, fine);
  }

  private static float[][] parts(float[][] members, Seed seed, int cluster) {
    SplittableRandom random = seed.derive("fine", cluster).generator();
    return KMeans.centres(members, few(FINE, members.length), random);
  }

  private static int few(int most, int points) {
    return Math.max(1, Math.min(most, points / FEWEST));
  }

  private static Clusters sorted(
      ImageSet pool, Features features, float[][] coarse, List<float[][]> fine) {
    int[] first = new int[coarse.length];
    for (int c = 1; c < first.length; c++) {
      first[c] = first[c - 1] + fine.get(c - 1).length;
    }
    int[] fineOf = new int[pool.size()];
    forEachBatch(
        pool.size(),
        batch -> {
          float[][] points = features.of(pool.read(batch));
          for (int i = 0; i < batch.length; i++) {
            int c = KMeans.nearest(points[i], coarse);
            fineOf[batch[i]] = first[c] + KMeans.nearest(points[i], fine.get(c));
          }
        });
    int[] coarseOf =
        IntStream.range(0, coarse.length)
            .flatMap(c -> IntStream.generate(() -> c).limit(fine.get(c).length))
            .toArray();
    return new Clusters(fineOf, coarseOf);
  }

  /** Takes numbers from 0 on, some at a time. */
  @FunctionalInterface
  private interface Work {
    void on(int... batch);
  }

  private static void forEachBatch(int count, Work work) {
    for (int from = 0; from < count; from += BATCH) {
      work.on(IntStream.range(from, Math.min(from + BATCH, count)).toArray());
    }
  }
}
