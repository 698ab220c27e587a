package io.boogeyman.defend.stateless;

/** Sums over exponentials of logits, in double precision and without overflow. */
final class Logits {
  private Logits() {}

  static void requireTemperature(double temperature) {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a temperature must be over 0, not " + temperature);
    }
  }

  /** log Σ exp(z/T). */
  static double logSumExp(float[] logits, double temperature) {
    int top = top(logits);
    return logits[top] / temperature + Math.log1p(others(logits, top, temperature));
  }

  /** 1 − max softmax(z/T), as the share of all other classes. */
  static double lacking(float[] logits, double temperature) {
    double others = others(logits, top(logits), temperature);
    return others / (1 + others);
  }

  private static double others(float[] logits, int top, double temperature) {
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      sum += k == top ? 0 : Math.exp(((double) logits[k] - logits[top]) / temperature);
    }
    return sum;
  }

  static int top(float[] logits) {
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      best = logits[k] > logits[best] ? k : best;
    }
    return best;
  }
}
