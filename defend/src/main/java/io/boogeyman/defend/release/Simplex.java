package io.boogeyman.defend.release;

import io.boogeyman.core.prediction.Answer;
import java.util.Arrays;

/** Probability vectors in double precision: from answers, and back to them. */
final class Simplex {
  private Simplex() {}

  /**
   * The probabilities of an answer, brought to the sum of 1 that rounding may have taken from them;
   * all alike, if they are all zero.
   */
  static double[] of(Answer.Vector answer) {
    double[] probabilities = new double[answer.classes()];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = answer.probability(k);
    }
    return normalised(probabilities);
  }

  /** Nonnegative numbers over their sum, in place; all alike, if they are all zero. */
  static double[] normalised(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    if (sum > 0) {
      for (int k = 0; k < weights.length; k++) {
        weights[k] /= sum;
      }
    } else {
      Arrays.fill(weights, 1.0 / weights.length);
    }
    return weights;
  }

  /** The largest, the first of equals. */
  static int top(double[] y) {
    int top = 0;
    for (int k = 1; k < y.length; k++) {
      if (y[k] > y[top]) {
        top = k;
      }
    }
    return top;
  }

  /** Has {@code top} lead, in place, by exchanging its probability with the largest. */
  static void lead(double[] y, int top) {
    int leader = top(y);
    double largest = y[leader];
    y[leader] = y[top];
    y[top] = largest;
  }

  /** The answer in single precision. */
  static Answer.Vector answer(double[] y) {
    return new Answer.Vector(singles(y));
  }

  /**
   * The answer in single precision, where {@code top}, which no class exceeds, is the first of the
   * largest: a class that would come before it as its equal is lowered by the least that there is.
   */
  static Answer.Vector answer(double[] y, int top) {
    float[] values = singles(y);
    for (int k = 0; k < top; k++) {
      if (values[k] >= values[top]) {
        values[k] = Math.nextDown(values[top]);
      }
    }
    return new Answer.Vector(values);
  }

  /** What is over 0 stays so: no divergence from it becomes infinite by rounding. */
  private static float[] singles(double[] y) {
    float[] values = new float[y.length];
    for (int k = 0; k < y.length; k++) {
      values[k] = y[k] > 0 ? Math.max((float) y[k], Float.MIN_VALUE) : (float) y[k];
    }
    return values;
  }

  /**
   * The nearest point, by Euclid's distance, whose entries are 0 or more and have this sum (Duchi
   * et al. 2008, "Efficient projections onto the l1-ball", figure 1). Cost: sorting.
   *
   * @param sum over 0
   */
  static double[] nearest(double[] point, double sum) {
    double[] sorted = point.clone();
    Arrays.sort(sorted);
    double told = 0;
    double shift = 0;
    for (int i = sorted.length - 1, count = 1; i >= 0; i--, count++) {
      told += sorted[i];
      double candidate = (told - sum) / count;
      if (sorted[i] <= candidate) {
        break;
      }
      shift = candidate;
    }
    double[] nearest = new double[point.length];
    for (int k = 0; k < nearest.length; k++) {
      nearest[k] = Math.max(0, point[k] - shift);
    }
    return nearest;
  }

  static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      sum += one[k] * other[k];
    }
    return sum;
  }

  /** The point on the way from one vector to another after this share of it. */
  static double[] between(double[] from, double[] to, double share) {
    double[] point = new double[from.length];
    for (int k = 0; k < point.length; k++) {
      point[k] = (1 - share) * from[k] + share * to[k];
    }
    return point;
  }
}
