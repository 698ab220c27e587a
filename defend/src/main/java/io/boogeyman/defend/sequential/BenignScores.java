package io.boogeyman.defend.sequential;

import io.boogeyman.defend.measure.Ranks;
import io.boogeyman.defend.parameters.Parameters;
import java.util.Arrays;

/**
 * Scores of queries that are known to be benign, and how unusual another score is among them.
 *
 * <p>A p-value that compares with a sample is right on average over samples, not for the one that
 * was drawn. So as much is added as the sample's distribution may be off, everywhere and with
 * probability 1 − {@code risk} (Massart 1990, "The tight constant in the Dvoretzky–Kiefer–Wolfowitz
 * inequality"): then all p-values of benign queries are conservative at once, for the whole life of
 * the sample.
 */
public final class BenignScores {
  private final double[] sorted;
  private final double risk;
  private final double slack;

  /**
   * @param scores higher is more foreign; finite
   * @param risk that the sample misleads, over 0 and under 1
   * @throws IllegalArgumentException if there are fewer than 20, or one is not finite
   */
  public BenignScores(double[] scores, double risk) {
    if (scores.length < 20) {
      throw new IllegalArgumentException(
          "benign scores to compare with must be at least 20, not " + scores.length);
    }
    if (!(risk > 0 && risk < 1)) {
      throw new IllegalArgumentException("the risk must be over 0 and under 1, not " + risk);
    }
    if (!Arrays.stream(scores).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a benign score is not a finite number");
    }
    this.sorted = Arrays.stream(scores).sorted().toArray();
    this.risk = risk;
    this.slack = Math.sqrt(Math.log(1 / risk) / (2 * scores.length));
  }

  /** All that it needs to be the same again. */
  public Parameters parameters() {
    return Parameters.empty().with("scores", sorted).with("risk", risk);
  }

  /**
   * The scores that have these parameters.
   *
   * @throws IllegalArgumentException in one line, if they are of none
   */
  public static BenignScores read(Parameters parameters) {
    return new BenignScores(parameters.row("scores"), parameters.number("risk"));
  }

  /** How many there are. */
  public int size() {
    return sorted.length;
  }

  /** At most the probability that a benign query scores as high, in (0, 1]. */
  public double p(double score) {
    int below = Ranks.below(sorted, score);
    double share = (sorted.length - below + 1.0) / (sorted.length + 1.0);
    return Math.min(1, share + slack);
  }
}
