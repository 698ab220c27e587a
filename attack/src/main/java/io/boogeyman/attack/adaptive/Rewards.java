package io.boogeyman.attack.adaptive;

/**
 * What an answer is worth to the adaptive thief (Orekondy et al. 2019, §4.1.2 and supplement), of
 * three parts that count alike:
 *
 * <ul>
 *   <li>certainty, of the victim: its highest probability less the second;
 *   <li>diversity: how much probability goes where answers before had less, Σ max(0, y − mean);
 *   <li>loss, of the surrogate: the cross entropy of its prediction with the answer.
 * </ul>
 */
sealed interface Rewards permits PaperRewards, StandardScores {
  /** Of a prediction that is as good as 0: its logarithm stays finite. */
  double LEAST = 1e-12;

  /**
   * The reward of the next answer.
   *
   * @param answer the victim's probabilities
   * @param prediction the surrogate's, before it learns from the answer
   */
  double of(float[] answer, float[] prediction);

  /** How much of an answer is new. */
  static double diversity(float[] answer, double[] mean) {
    double diversity = 0;
    for (int k = 0; k < answer.length; k++) {
      diversity += Math.max(0, answer[k] - mean[k]);
    }
    return diversity;
  }

  /** How badly an answer was predicted, in nats. */
  static double loss(float[] answer, float[] prediction) {
    double loss = 0;
    for (int k = 0; k < answer.length; k++) {
      loss -= answer[k] * Math.log(Math.max(LEAST, prediction[k]));
    }
    return loss;
  }
}
