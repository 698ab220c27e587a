package io.boogeyman.defend.regression;

/** The penalised log loss of weights, and its gradient. */
final class Loss {
  private final double[] values;
  private final int width;
  private final boolean[] positive;
  private final double[] importance;
  private final double strength;

  Loss(double[] values, int width, boolean[] positive, double strength) {
    this.values = values;
    this.width = width;
    this.positive = positive;
    this.importance = balanced(positive);
    this.strength = strength;
  }

  /** Sums to 1, half of it for each class. */
  static double[] balanced(boolean[] positive) {
    int count = 0;
    for (boolean one : positive) {
      count += one ? 1 : 0;
    }
    double[] importance = new double[positive.length];
    for (int i = 0; i < positive.length; i++) {
      importance[i] = 0.5 / (positive[i] ? count : positive.length - count);
    }
    return importance;
  }

  static double logOdds(double[] values, int from, int width, double[] weights) {
    double sum = weights[width];
    for (int i = 0; i < width; i++) {
      sum += weights[i] * values[from + i];
    }
    return sum;
  }

  /** log(1 + e^−x), without overflow. */
  static double logLoss(double margin) {
    return margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
  }

  /** The loss; the gradient is written into the second argument. */
  double at(double[] weights, double[] gradient) {
    double loss = 0;
    for (int i = 0; i < width; i++) {
      loss += strength / 2 * weights[i] * weights[i];
      gradient[i] = strength * weights[i];
    }
    gradient[width] = 0;
    for (int row = 0; row < positive.length; row++) {
      double odds = logOdds(values, row * width, width, weights);
      double side = positive[row] ? 1 : -1;
      loss += importance[row] * logLoss(side * odds);
      double slope = -side * importance[row] / (1 + Math.exp(side * odds));
      for (int i = 0; i < width; i++) {
        gradient[i] += slope * values[row * width + i];
      }
      gradient[width] += slope;
    }
    return loss;
  }
}
