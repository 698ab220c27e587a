package io.boogeyman.defend.extraction;

import java.util.stream.IntStream;

/** Points of which the nearest is looked for. */
final class Centres {
  private final float[] values;
  private final int width;

  /**
   * @param values point after point, at least one
   */
  Centres(float[] values, int width) {
    this.values = values;
    this.width = width;
  }

  int count() {
    return values.length / width;
  }

  /** The nearest to the point that begins at the offset; of equally near ones the first. */
  int nearest(float[] points, int offset) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int centre = 0; centre < count(); centre++) {
      double squares = squares(points, offset, centre, least);
      if (squares < least) {
        least = squares;
        best = centre;
      }
    }
    return best;
  }

  /** The nearest to each point. */
  int[] nearest(float[] points) {
    return IntStream.range(0, points.length / width)
        .parallel()
        .map(point -> nearest(points, point * width))
        .toArray();
  }

  double distance(float[] points, int offset, int centre) {
    return Math.sqrt(squares(points, offset, centre, Double.POSITIVE_INFINITY));
  }

  /** The squared distance, or a part of it that is no less than the bound. */
  double squares(float[] points, int offset, int centre, double bound) {
    int at = centre * width;
    double sum = 0;
    for (int from = 0; from < width && sum < bound; from += 16) {
      for (int d = from; d < Math.min(width, from + 16); d++) {
        double difference = (double) points[offset + d] - values[at + d];
        sum += difference * difference;
      }
    }
    return sum;
  }
}
