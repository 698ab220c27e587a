package io.boogeyman.attack.adaptive;

import io.boogeyman.attack.query.Margin;

/**
 * {@link Rewards} as the Adversarial Robustness Toolbox has them ({@code knockoff_nets.py}, reward
 * "all"): diversity beside the mean of all answers so far, this one included; each part as so many
 * standard deviations from its mean so far, the first clipped to 0 to 1.
 *
 * <p>Variances are counted as that code counts them, {@code v ← v + ((r − r̄)² − v)/n} with the new
 * mean r̄, which is not the variance of all values. Departures: a part that was always the same
 * counts 0, where that code divides by 0; the surrogate's prediction is taken before it learns from
 * the answer, not after; and its loss is of probabilities as they are, where that code applies a
 * softmax to them again.
 */
final class StandardScores implements Rewards {
  private final Score certainties = new Score();
  private final Score diversities = new Score();
  private final Score losses = new Score();
  private double[] mean = {};
  private long answers;

  @Override
  public double of(float[] answer, float[] prediction) {
    remember(answer);
    double certainty = certainties.of(Margin.of(answer));
    double diversity = diversities.of(Rewards.diversity(answer, mean));
    double loss = losses.of(Rewards.loss(answer, prediction));
    return (certainty + diversity + loss) / 3;
  }

  private void remember(float[] answer) {
    if (answers++ == 0) {
      mean = new double[answer.length];
    }
    for (int k = 0; k < answer.length; k++) {
      mean[k] += (answer[k] - mean[k]) / answers;
    }
  }

  private static final class Score {
    private long values;
    private double mean;
    private double variance;

    double of(double value) {
      values++;
      mean += (value - mean) / values;
      variance += ((value - mean) * (value - mean) - variance) / values;
      if (values == 1) {
        return Math.max(0, Math.min(1, value));
      }
      return variance > 0 ? (value - mean) / Math.sqrt(variance) : 0;
    }
  }
}
