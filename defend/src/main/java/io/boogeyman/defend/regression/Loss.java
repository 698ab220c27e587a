package io.boogeyman.defend.regression;

/** The penalised log loss of weights, and its gradient. */
final class Loss {
  private final double[][] rows;
  private final boolean[] positive;
  private final double[] importance;
  private final double strength;

  Loss(double[][] rows, boolean[] positive, double strength) {
    this.rows = rows;
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

  /**
   * A row's; in four sums, which a processor adds up at the same time.
   *
   * @param weights the intercept last
   */
  static double logOdds(double[] row, double... weights) {
    double a = weights[row.length];
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < row.length; i += 4) {
      a += weights[i] * row[i];
      b += weights[i + 1] * row[i + 1];
      c += weights[i + 2] * row[i + 2];
      d += weights[i + 3] * row[i + 3];
    }
    for (; i < row.length; i++) {
      a += weights[i] * row[i];
    }
    return a + b + (c + d);
  }

  /** Of rows that nothing was learnt from: without a penalty. */
  static double mean(double[][] rows, boolean[] positive, double... weights) {
    double[] importance = balanced(positive);
    double loss = 0;
    for (int i = 0; i < rows.length; i++) {
      double odds = logOdds(rows[i], weights);
      loss += importance[i] * logLoss(positive[i] ? odds : -odds);
    }
    return loss;
  }

  /** log(1 + e^−x), without overflow. */
  static double logLoss(double margin) {
    return margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
  }

  /** The loss; the gradient is written into the second argument. */
  double at(double[] weights, double[] gradient) {
    int width = weights.length - 1;
    double loss = 0;
    for (int i = 0; i < width; i++) {
      loss += strength / 2 * weights[i] * weights[i];
      gradient[i] = strength * weights[i];
    }
    gradient[width] = 0;
    for (int i = 0; i < rows.length; i++) {
      double odds = logOdds(rows[i], weights);
      double side = positive[i] ? 1 : -1;
      loss += importance[i] * logLoss(side * odds);
      double slope = -side * importance[i] / (1 + Math.exp(side * odds));
      add(gradient, slope, rows[i]);
      gradient[width] += slope;
    }
    return loss;
  }

  private static void add(double[] gradient, double slope, double... row) {
    for (int i = 0; i < row.length; i++) {
      gradient[i] += slope * row[i];
    }
  }
}
