package io.boogeyman.attack.adaptive;

import io.boogeyman.attack.query.Margin;
import java.util.ArrayDeque;
import java.util.Collections;

/**
 * What an answer is worth to the adaptive thief (Orekondy et al. 2019, §4.1.2 and supplement), of
 * three parts:
 *
 * <ul>
 *   <li>certainty, of the victim: its highest probability less the second;
 *   <li>diversity: how much probability goes where the last 25 answers had less, Σ max(0, y −
 *       mean);
 *   <li>loss, of the surrogate: the cross entropy of its prediction with the answer.
 * </ul>
 *
 * Each is brought to 0 to 1 by its smallest and largest value among the last 256, and the three
 * count alike: a copy that has learnt nothing yet can be so wrong that later losses would all be as
 * good as 0 beside its first. A part that is always the same tells nothing and counts 0: the
 * certainty of labels is one.
 */
final class Rewards {
  /** Δ of the paper. */
  static final int WINDOW = 25;

  /** Answers that one is compared with: four batches. */
  static final int COMPARED = 256;

  /** Of a prediction that is as good as 0: its logarithm stays finite. */
  private static final double LEAST = 1e-12;

  private final ArrayDeque<float[]> window = new ArrayDeque<>();
  private final Extent certainties = new Extent();
  private final Extent diversities = new Extent();
  private final Extent losses = new Extent();

  /**
   * The reward of the next answer, from 0 to 1.
   *
   * @param answer the victim's probabilities
   * @param prediction the surrogate's, before it learns from the answer
   */
  double of(float[] answer, float[] prediction) {
    double certainty = certainties.share(Margin.of(answer));
    double diversity = diversities.share(diversity(answer, mean(answer.length)));
    double loss = losses.share(loss(answer, prediction));
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

  static double diversity(float[] answer, double[] mean) {
    double diversity = 0;
    for (int k = 0; k < answer.length; k++) {
      diversity += Math.max(0, answer[k] - mean[k]);
    }
    return diversity;
  }

  static double loss(float[] answer, float[] prediction) {
    double loss = 0;
    for (int k = 0; k < answer.length; k++) {
      loss -= answer[k] * Math.log(Math.max(LEAST, prediction[k]));
    }
    return loss;
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
