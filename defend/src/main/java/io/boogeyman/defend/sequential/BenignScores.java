package io.boogeyman.defend.sequential;

import io.boogeyman.defend.measure.Ranks;
import io.boogeyman.defend.parameters.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores of queries that are known to be benign, and how unusual another score is among them.
 *
 * <p>A p-value that compares with a sample is right on average over samples, not for the one that
 * was drawn. So as much is added as the sample's distribution may be off, everywhere and with
 * probability 1 − {@code risk} (Massart 1990, "The tight constant in the Dvoretzky–Kiefer–Wolfowitz
 * inequality"): then all p-values of benign queries are conservative at once, for the whole life of
 * the sample.
 *
 * <p>Where customers' queries may come in several states, each with a sample, the p-value is the
 * largest of them: it is conservative in every state, and where chance mixes them.
 */
public final class BenignScores {
  private static final int FEWEST = 20;
  private static final int MOST_STATES = 1_000;

  /** At each rank the highest score of any state: it is what decides there. */
  private final double[] sorted;

  private final int states;
  private final double risk;
  private final double slack;

  private BenignScores(double[] sorted, int states, double risk) {
    this.sorted = sorted;
    this.states = states;
    this.risk = risk;
    this.slack = Math.sqrt(Math.log(states / risk) / (2 * sorted.length));
  }

  /**
   * Scores of queries in one state.
   *
   * @param scores higher is more foreign; finite
   * @param risk that the sample misleads, over 0 and under 1
   * @throws IllegalArgumentException if there are fewer than 20, or one is not finite
   */
  public static BenignScores of(double[] scores, double risk) {
    return inStates(List.of(scores), risk);
  }

  /**
   * Scores of the same images in several states.
   *
   * @param scores by state, as many in each; higher is more foreign; finite
   * @param risk that any of the samples misleads, over 0 and under 1
   * @throws IllegalArgumentException if there are fewer than 20, one is not finite, or there are
   *     more in one state than in another
   */
  public static BenignScores inStates(List<double[]> scores, double risk) {
    scores.forEach(BenignScores::requireFinite);
    if (scores.stream().mapToInt(state -> state.length).distinct().count() != 1) {
      throw new IllegalArgumentException("benign scores must be as many in every state");
    }
    double[][] sorted =
        scores.stream()
            .map(state -> Arrays.stream(state).sorted().toArray())
            .toArray(double[][]::new);
    int images = sorted[0].length;
    double[] highest =
        IntStream.range(0, images)
            .mapToDouble(
                rank -> Arrays.stream(sorted).mapToDouble(s -> s[rank]).max().orElseThrow())
            .toArray();
    return checked(highest, sorted.length, risk);
  }

  private static BenignScores checked(double[] sorted, int states, double risk) {
    if (sorted.length < FEWEST) {
      throw new IllegalArgumentException(
          "benign scores to compare with must be at least 20, not " + sorted.length);
    }
    if (!(risk > 0 && risk < 1)) {
      throw new IllegalArgumentException("the risk must be over 0 and under 1, not " + risk);
    }
    if (states < 1) {
      throw new IllegalArgumentException("benign scores are of one state at least");
    }
    requireFinite(sorted);
    return new BenignScores(sorted, states, risk);
  }

  private static void requireFinite(double... scores) {
    if (!Arrays.stream(scores).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a benign score is not a finite number");
    }
  }

  /** All that it needs to be the same again. */
  public Parameters parameters() {
    return Parameters.empty().with("scores", sorted).with("states", states).with("risk", risk);
  }

  /**
   * The scores that have these parameters.
   *
   * @throws IllegalArgumentException in one line, if they are of none
   */
  public static BenignScores read(Parameters parameters) {
    return checked(
        Arrays.stream(parameters.row("scores")).sorted().toArray(),
        parameters.count("states", MOST_STATES),
        parameters.number("risk"));
  }

  /** How many there are, in each state. */
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
