package io.boogeyman.nn.inference;

import java.util.Arrays;

/**
 * Probability vectors, one an image. The array is not copied.
 *
 * @param classes values a row
 * @param values row after row, each on the simplex
 */
@SuppressWarnings("ArrayRecordComponent") // a view on results, never compared
public record Predictions(int classes, float[] values) {

  /** How many images were predicted. */
  public int size() {
    return values.length / classes;
  }

  /** The probability of class {@code k} for image {@code index}. */
  public float probability(int index, int k) {
    return values[index * classes + k];
  }

  /** The most probable class, the first of equals. */
  public int top(int index) {
    int top = 0;
    for (int k = 1; k < classes; k++) {
      if (probability(index, k) > probability(index, top)) {
        top = k;
      }
    }
    return top;
  }

  /** How many classes are more probable than {@code k}: 0 for the first. */
  public int rank(int index, int k) {
    int rank = 0;
    for (int other = 0; other < classes; other++) {
      float p = probability(index, other);
      float q = probability(index, k);
      rank += p > q || (p == q && other < k) ? 1 : 0;
    }
    return rank;
  }

  /** The row of one image, copied. */
  public float[] row(int index) {
    return Arrays.copyOfRange(values, index * classes, (index + 1) * classes);
  }
}
