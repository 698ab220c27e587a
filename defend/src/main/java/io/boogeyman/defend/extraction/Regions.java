package io.boogeyman.defend.extraction;

import io.boogeyman.core.random.Seed;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Where the owner's images lie: parts of the embedding space, each a ball about its centre as far
 * as it is nearer than all others.
 *
 * <p>A region reaches as far as 95 in 100 of its own images do. Not as far as the last: one stray
 * image, for which k-means has no region of its own, would open the region to whatever is foreign.
 * Not much less far: one query is enough to cover, but a natural query has to have a fair chance.
 */
final class Regions {
  private static final double WITHIN = .95;

  private final Centres centres;
  private final double[] reaches;

  Regions(OwnerImages own, int count, Seed seed) {
    float[] points = own.embeddings();
    this.centres = Clustering.of(points, own.width(), count, seed);
    int[] assigned = centres.nearest(points, point -> 0);
    this.reaches =
        IntStream.range(0, centres.count())
            .mapToDouble(region -> reach(points, own.width(), assigned, region))
            .toArray();
  }

  private double reach(float[] points, int width, int[] assigned, int region) {
    double[] distances =
        IntStream.range(0, assigned.length)
            .filter(i -> assigned[i] == region)
            .mapToDouble(i -> centres.distance(points, i * width, region))
            .sorted()
            .toArray();
    int within = (int) Math.ceil(WITHIN * distances.length);
    return within == 0 ? 0 : distances[within - 1];
  }

  int count() {
    return reaches.length;
  }

  /** Where a point lies; nowhere if no region reaches it. */
  OptionalInt of(float[] point) {
    int region = centres.nearest(point, 0, 0);
    boolean reached = centres.distance(point, 0, region) <= reaches[region];
    return reached ? OptionalInt.of(region) : OptionalInt.empty();
  }
}
