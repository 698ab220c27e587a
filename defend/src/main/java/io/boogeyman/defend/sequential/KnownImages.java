package io.boogeyman.defend.sequential;

import java.util.Arrays;

/**
 * A sequential test before clients who ask images whose scores are known, for thousands of lives to
 * be simulated: what each image's bets are is computed once.
 *
 * <p>Cost: nine multiplications a query.
 */
public final class KnownImages {
  private final double[][] factors;

  /**
   * @param scores one an image
   */
  public KnownImages(SequentialTest test, double... scores) {
    this.factors = Arrays.stream(scores).mapToObj(test::factors).toArray(double[][]::new);
  }

  /**
   * The highest evidence that a client ever comes to, as {@link Evidence#highest} has it after all
   * these queries.
   *
   * @param asked what the client asks, in order, as places among the scores
   */
  public double highestEvidence(int... asked) {
    double[] fortunes = new double[factors.length == 0 ? 0 : factors[0].length];
    double highest = 0;
    for (int i = 0; i < asked.length; i++) {
      double unspent = SequentialTest.bet(fortunes, i, factors[asked[i]]);
      highest = Math.max(highest, Evidence.logarithm(fortunes, unspent));
    }
    return highest;
  }
}
