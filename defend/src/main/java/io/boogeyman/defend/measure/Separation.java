package io.boogeyman.defend.measure;

import io.boogeyman.core.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well scores separate foreign images from own ones; higher scores are more foreign, and
 * foreign is what is to be found (positive).
 *
 * <p>Cost: a sort.
 */
public final class Separation {
  private final double[] own;
  private final double[] foreign;

  /**
   * @param own scores of own images, finite
   * @param foreign scores of foreign images, finite
   * @throws IllegalArgumentException if there are none of either, or a score is not finite
   */
  public Separation(double[] own, double[] foreign) {
    this.own = sorted("own", own);
    this.foreign = sorted("foreign", foreign);
  }

  private static double[] sorted(String whose, double[] scores) {
    if (scores.length == 0) {
      throw new IllegalArgumentException("there are no scores of " + whose + " images");
    }
    if (!Arrays.stream(scores).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "a score of the " + whose + " images is not a finite number");
    }
    return Arrays.stream(scores).sorted().toArray();
  }

  /**
   * The area under the ROC curve: the probability that a foreign image scores above an own one,
   * ties counted half (Mann and Whitney's U). Its interval is DeLong's (1988).
   */
  public Interval auroc() {
    double[] ofForeign = placements(foreign, own);
    double[] ofOwn = placements(own, foreign);
    double area = Arrays.stream(ofForeign).average().orElseThrow();
    double variance = variance(ofForeign) / ofForeign.length + variance(ofOwn) / ofOwn.length;
    double reach = 1.959963984540054 * Math.sqrt(variance);
    return new Interval(area, Math.max(0, area - reach), Math.min(1, area + reach));
  }

  /** For each score, the share of others below it, ties half. */
  private static double[] placements(double[] scores, double[] others) {
    return Arrays.stream(scores)
        .map(
            score -> (Ranks.below(others, score) + notAbove(others, score)) / (2.0 * others.length))
        .toArray();
  }

  private static double variance(double[] values) {
    if (values.length < 2) {
      return 0;
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }

  /**
   * The area under precision over recall, foreign images being what is found, as average precision:
   * no line is drawn between the points, since that flatters (Davis and Goadrich 2006).
   */
  public double averagePrecision() {
    return averagePrecision(foreign, own);
  }

  /** The same with own images being what is found, by low scores. */
  public double averagePrecisionOfOwn() {
    return averagePrecision(negated(own), negated(foreign));
  }

  private static double[] negated(double[] sorted) {
    return Arrays.stream(sorted).map(score -> -score).sorted().toArray();
  }

  private static double averagePrecision(double[] positives, double[] negatives) {
    double sum = 0;
    int found = 0;
    while (found < positives.length) {
      double score = positives[positives.length - 1 - found];
      int upTo = positives.length - Ranks.below(positives, score);
      int wrong = negatives.length - Ranks.below(negatives, score);
      sum += (upTo - found) * ((double) upTo / (upTo + wrong));
      found = upTo;
    }
    return sum / positives.length;
  }

  /** The share of own images that are flagged where at least {@code found} of the foreign are. */
  public double falseAlarmsAt(double found) {
    int missed = (int) Math.floor((1 - found) * foreign.length + 1e-9);
    double threshold = foreign[Math.min(missed, foreign.length - 1)];
    return flagged(own, threshold);
  }

  /** The best mean of the shares that are right on either side, over all thresholds. */
  public double bestAccuracy() {
    double best = 0.5;
    for (double threshold : foreign) {
      double found = flagged(foreign, threshold);
      double spared = Ranks.below(own, threshold) / (double) own.length;
      best = Math.max(best, (found + spared) / 2);
    }
    return best;
  }

  /**
   * Points of the ROC curve, from nothing flagged to everything: the share of own images, and of
   * foreign ones, that are flagged.
   *
   * @param points how many steps of equal share of the foreign images, at least 1
   */
  public List<List<Double>> curve(int points) {
    List<List<Double>> curve = new ArrayList<>();
    curve.add(List.of(0.0, 0.0));
    for (int i = 1; i <= points; i++) {
      int missed = foreign.length - (int) Math.ceil(i * (double) foreign.length / points);
      double threshold = foreign[missed];
      curve.add(List.of(flagged(own, threshold), flagged(foreign, threshold)));
    }
    curve.add(List.of(1.0, 1.0));
    return curve;
  }

  private static double flagged(double[] sorted, double from) {
    return (sorted.length - Ranks.below(sorted, from)) / (double) sorted.length;
  }

  /** The share of foreign images that are flagged. */
  public Interval found(Threshold threshold) {
    return flagged(foreign, threshold);
  }

  /** The share of own images that are flagged. */
  public Interval falseAlarms(Threshold threshold) {
    return flagged(own, threshold);
  }

  private static Interval flagged(double[] scores, Threshold threshold) {
    long count = Arrays.stream(scores).filter(threshold::flags).count();
    return Interval.share(count, scores.length);
  }

  private static int notAbove(double[] sorted, double value) {
    return Ranks.below(sorted, Math.nextUp(value));
  }
}
