package io.boogeyman.defend.watermark;

/**
 * The chance of at least so many successes in independent trials, exactly: the sum of the terms of
 * the binomial distribution, in logarithms, since what a watermark proves has chances far below the
 * smallest double. Cost: a logarithm a term.
 */
final class BinomialTail {
  private BinomialTail() {}

  /**
   * log₂ of P(X ≥ successes).
   *
   * @param chance of a success, over 0 and under 1
   */
  static double log2(int trials, int successes, double chance) {
    if (successes <= 0) {
      return 0;
    }
    double odds = Math.log(chance) - Math.log1p(-chance);
    double term = trials * Math.log1p(-chance);
    for (int k = 1; k <= successes; k++) {
      term += Math.log((double) (trials - k + 1) / k) + odds;
    }
    double sum = term;
    for (int k = successes + 1; k <= trials; k++) {
      term += Math.log((double) (trials - k + 1) / k) + odds;
      double larger = Math.max(sum, term);
      sum = larger + Math.log1p(Math.exp(Math.min(sum, term) - larger));
    }
    return Math.min(0, sum / Math.log(2));
  }
}
