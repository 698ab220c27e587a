package io.boogeyman.attack.evaluation;

import io.boogeyman.core.image.Labels;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.nn.inference.Predictions;
import java.util.ArrayList;
import java.util.List;

/**
 * A surrogate beside its victim on labelled test images. Shares carry Wilson's interval; recovery,
 * a ratio of two shares over the same images, the delta method's; the divergence the normal one.
 *
 * @param accuracy share of images that the surrogate names right
 * @param top5 share whose class is among the surrogate's five most probable
 * @param fidelity share on which surrogate and victim name the same class
 * @param recovery the surrogate's accuracy over the victim's
 * @param divergence mean Kullback–Leibler divergence KL(victim ‖ surrogate), nats
 * @param classes one row a class
 */
public record Evaluation(
    Interval accuracy,
    Interval top5,
    Interval fidelity,
    Interval recovery,
    Interval divergence,
    List<ClassEvaluation> classes) {
  /** Keeps the divergence finite where a surrogate gives 0 to what the victim thinks possible. */
  private static final double LEAST_PROBABILITY = 1e-12;

  /** Makes the list immutable. */
  public Evaluation {
    classes = List.copyOf(classes);
  }

  /**
   * Compares a surrogate with its victim.
   *
   * @param victim its predictions for the test images
   * @param surrogate predictions for the same images, in the same order
   * @param labels the true classes
   * @throws IllegalArgumentException if the three differ in size, or there is no image
   */
  public static Evaluation of(Predictions victim, Predictions surrogate, Labels labels) {
    if (victim.size() != labels.size() || surrogate.size() != labels.size()) {
      throw new IllegalArgumentException(
          labels.size()
              + " test images have "
              + victim.size()
              + " predictions of the victim and "
              + surrogate.size()
              + " of the surrogate");
    }
    return new Evaluation(
        accuracy(surrogate, labels),
        top5(surrogate, labels),
        fidelity(victim, surrogate),
        recovery(victim, surrogate, labels),
        divergence(victim, surrogate),
        classes(victim, surrogate, labels));
  }

  /** Share of images named right. */
  public static Interval accuracy(Predictions predictions, Labels labels) {
    return within(predictions, labels, 1);
  }

  /** Share of images whose class is among the five most probable. */
  public static Interval top5(Predictions predictions, Labels labels) {
    return within(predictions, labels, 5);
  }

  private static Interval within(Predictions predictions, Labels labels, int ranks) {
    int right = 0;
    for (int i = 0; i < labels.size(); i++) {
      right += predictions.rank(i, labels.get(i)) < ranks ? 1 : 0;
    }
    return Interval.share(right, labels.size());
  }

  private static Interval fidelity(Predictions victim, Predictions surrogate) {
    int agreed = 0;
    for (int i = 0; i < victim.size(); i++) {
      agreed += victim.top(i) == surrogate.top(i) ? 1 : 0;
    }
    return Interval.share(agreed, victim.size());
  }

  /** Delta method for a ratio of paired means: the variance of (sᵢ − R·vᵢ) over the mean of v. */
  private static Interval recovery(Predictions victim, Predictions surrogate, Labels labels) {
    int count = labels.size();
    int victimRight = 0;
    int surrogateRight = 0;
    int bothRight = 0;
    for (int i = 0; i < count; i++) {
      boolean v = victim.top(i) == labels.get(i);
      boolean s = surrogate.top(i) == labels.get(i);
      victimRight += v ? 1 : 0;
      surrogateRight += s ? 1 : 0;
      bothRight += v && s ? 1 : 0;
    }
    if (victimRight == 0) {
      return Interval.exactly(0);
    }
    double ratio = (double) surrogateRight / victimRight;
    double squares = surrogateRight - 2 * ratio * bothRight + ratio * ratio * victimRight;
    double victimAccuracy = (double) victimRight / count;
    return Interval.mean(ratio, squares / count / (victimAccuracy * victimAccuracy), count);
  }

  private static Interval divergence(Predictions victim, Predictions surrogate) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < victim.size(); i++) {
      double divergence = divergence(victim, surrogate, i);
      sum += divergence;
      squares += divergence * divergence;
    }
    double mean = sum / victim.size();
    double variance = Math.max(0, squares / victim.size() - mean * mean);
    return Interval.mean(mean, variance, victim.size());
  }

  private static double divergence(Predictions victim, Predictions surrogate, int image) {
    double divergence = 0;
    for (int k = 0; k < victim.classes(); k++) {
      double p = victim.probability(image, k);
      if (p > 0) {
        divergence +=
            p * Math.log(p / Math.max(surrogate.probability(image, k), LEAST_PROBABILITY));
      }
    }
    return divergence;
  }

  private static List<ClassEvaluation> classes(
      Predictions victim, Predictions surrogate, Labels labels) {
    int count = labels.classNames().size();
    int[][] tallies = new int[count][4];
    for (int i = 0; i < labels.size(); i++) {
      int[] tally = tallies[labels.get(i)];
      tally[0]++;
      tally[1] += victim.top(i) == labels.get(i) ? 1 : 0;
      tally[2] += surrogate.top(i) == labels.get(i) ? 1 : 0;
      tally[3] += victim.top(i) == surrogate.top(i) ? 1 : 0;
    }
    List<ClassEvaluation> classes = new ArrayList<>(count);
    for (int[] tally : tallies) {
      classes.add(new ClassEvaluation(tally[0], tally[1], tally[2], tally[3]));
    }
    return classes;
  }
}
