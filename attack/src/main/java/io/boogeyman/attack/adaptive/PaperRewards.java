package io.boogeyman.attack.adaptive;

import io.boogeyman.attack.query.Margin;
import java.util.ArrayDeque;
import java.util.Collections;

/**
 * {@link Rewards} as the paper has them: diversity beside the mean of the last 25 answers, each
 * part brought to 0 to 1.
 *
 * <p>By what, the paper leaves open: here by its smallest and largest value among the last 256. A
 * copy that has learnt nothing yet can be so wrong that later losses would all be as good as 0
 * beside its first. A part that is always the same tells nothing and counts 0: the certainty of
 * labels is one.
 */
final class PaperRewards implements Rewards {
  /** Δ of the paper. */
  static final int WINDOW = 25;

  /** Answers that one is compared with: four batches. */
  static final int COMPARED = 256;

  private final ArrayDeque<float[]> window = new ArrayDeque<>();
  private final Extent certainties = new Extent();
  private final Extent diversities = new Extent();
  private final Extent losses = new Extent();

  /** From 0 to 1. */
  @Override
  public double of(float[] answer, float[] prediction) {
    double certainty = certainties.share(Margin.of(answer));
    double diversity = diversities.share(Rewards.diversity(answer, mean(answer.length)));
    double loss = losses.share(Rewards.loss(answer, prediction));
    window.addLast(answer);
    if (window.size() > WINDOW) {
      window.removeFirst();
    }
    return (certainty + diversity + loss) / 3;
  }

  /** Of no answers it is 0: to begin with, all is new. */
  private double[] mean(int classes) {
    double[] mean = new double[classes];
    for (float[] answer : window) {
      for (int k = 0; k < classes; k++) {
        mean[k] += answer[k] / (double) window.size();
      }
    }
    return mean;
  }

  /** The smallest and the largest of the last values. */
  private static final class Extent {
    private final ArrayDeque<Double> last = new ArrayDeque<>();

    /** How far a value, which counts from now on, lies between them; 0 where they are one. */
    double share(double value) {
      last.addLast(value);
      if (last.size() > COMPARED) {
        last.removeFirst();
      }
      double smallest = Collections.min(last);
      double largest = Collections.max(last);
      return largest > smallest ? (value - smallest) / (largest - smallest) : 0;
    }
  }
}
