package io.boogeyman.defend.extraction;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Points of which the nearest is looked for. */
final class Centres {
  /** So many dimensions are taken before the bound is looked at again. */
  private static final int STEP = 32;

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

  /**
   * The nearest to the point that begins at the offset.
   *
   * @param guess where to look first, and of equally near ones what is taken; the better it is, the
   *     less of the others' distances has to be computed
   */
  int nearest(float[] points, int offset, int guess) {
    int best = guess;
    double least = squares(points, offset, guess, Double.POSITIVE_INFINITY);
    for (int centre = 0; centre < count(); centre++) {
      double squares = squares(points, offset, centre, least);
      if (squares < least) {
        least = squares;
        best = centre;
      }
    }
    return best;
  }

  /** The nearest to each point, with a guess for each. */
  int[] nearest(float[] points, IntUnaryOperator guess) {
    return IntStream.range(0, points.length / width)
        .parallel()
        .map(point -> nearest(points, point * width, guess.applyAsInt(point)))
        .toArray();
  }

  double distance(float[] points, int offset, int centre) {
    return Math.sqrt(squares(points, offset, centre, Double.POSITIVE_INFINITY));
  }

  /** The squared distance, or a part of it that is no less than the bound. */
  double squares(float[] points, int offset, int centre, double bound) {
    int at = centre * width;
    double sum = 0;
    for (int from = 0; from < width && sum < bound; from += STEP) {
      sum += squares(points, offset + from, at + from, Math.min(STEP, width - from));
    }
    return sum;
  }

  /** Two sums at once take half the time: a sum waits for each addition to end. */
  private double squares(float[] points, int from, int at, int count) {
    double even = 0;
    double odd = 0;
    int d = 0;
    for (; d + 1 < count; d += 2) {
      double first = (double) points[from + d] - values[at + d];
      double second = (double) points[from + d + 1] - values[at + d + 1];
      even += first * first;
      odd += second * second;
    }
    if (d < count) {
      double last = (double) points[from + d] - values[at + d];
      even += last * last;
    }
    return even + odd;
  }
}
