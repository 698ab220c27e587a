package io.boogeyman.defend.stateless;

import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.parameters.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several scores of a query taken together by a one-class model of how the owner's images score:
 * the 1.5-class system, since some of the detectors have learnt from foreign images and some have
 * not.
 *
 * <p>Biggio et al., "One-and-a-half-class multiple classifier systems for secure learning against
 * evasion attacks at test time" (MCS 2015). Their combiner is a one-class support vector machine;
 * here it is one normal distribution, whose distance is the score: nothing to tune, and it encloses
 * the owner's scores on all sides, so that what is more the owner's than the owner's own is flagged
 * too. The scores that it is fitted to are of detectors that were fitted without the image's fold:
 * of detectors that had seen the image they would be too good. Cost: that of its detectors, all of
 * which look at the same forward pass.
 */
public final class Combination implements PassiveDetector {
  static final String KIND = "combination";
  private static final double RIDGE = 1e-3;

  private final List<PassiveDetector> detectors;
  private final double[] means;
  private final double[] scales;
  private final ClassGaussians legitimate;

  private Combination(
      List<PassiveDetector> detectors, double[] means, double[] scales, ClassGaussians legitimate) {
    this.detectors = List.copyOf(detectors);
    this.means = means;
    this.scales = scales;
    this.legitimate = legitimate;
  }

  /** Fits one detector. */
  @FunctionalInterface
  public interface Fitting {
    /** A detector of these own images; foreign images, if any, are the fitting's own matter. */
    PassiveDetector fit(Observation own);
  }

  /**
   * Fits every detector once a fold, and once to all.
   *
   * @param fold of each own image, from 0; images of one group in one fold
   * @param fittings at least one
   */
  public static Combination fit(Observation own, int[] fold, List<Fitting> fittings) {
    double[][] scores = new double[fittings.size()][own.size()];
    for (int left : IntStream.of(fold).distinct().sorted().toArray()) {
      int[] out = IntStream.range(0, fold.length).filter(i -> fold[i] == left).toArray();
      Observation in =
          own.of(IntStream.range(0, fold.length).filter(i -> fold[i] != left).toArray());
      for (int d = 0; d < scores.length; d++) {
        double[] part = fittings.get(d).fit(in).scores(own.of(out));
        for (int i = 0; i < out.length; i++) {
          scores[d][out[i]] = part[i];
        }
      }
    }
    double[] means = Arrays.stream(scores).mapToDouble(Combination::mean).toArray();
    double[] scales = new double[means.length];
    Arrays.setAll(scales, d -> 1 / Math.max(1e-12, deviation(scores[d], means[d])));
    List<PassiveDetector> whole = fittings.stream().map(fitting -> fitting.fit(own)).toList();
    ClassGaussians legitimate =
        ClassGaussians.fit(scaled(scores, means, scales), new int[own.size()], RIDGE);
    return new Combination(whole, means, scales, legitimate);
  }

  private static double mean(double... values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values, double mean) {
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  /** A row a query, a column a detector. */
  private static Matrix scaled(double[][] scores, double[] means, double[] scales) {
    float[] rows = new float[scores.length * scores[0].length];
    for (int i = 0; i < rows.length; i++) {
      int d = i % scores.length;
      rows[i] = (float) ((scores[d][i / scores.length] - means[d]) * scales[d]);
    }
    return new Matrix(rows, scores.length);
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public double[] scores(Observation seen) {
    double[][] scores =
        detectors.stream().map(detector -> detector.scores(seen)).toArray(double[][]::new);
    return legitimate.distances(scaled(scores, means, scales));
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(KIND)
        .withParts("detector", detectors.stream().map(PassiveDetector::parameters).toList())
        .with("means", means)
        .with("scales", scales)
        .with("legitimate", legitimate.parameters());
  }

  static Combination read(Parameters parameters) {
    return new Combination(
        parameters.parts("detector", PassiveDetector::read),
        parameters.row("means"),
        parameters.row("scales"),
        ClassGaussians.read(parameters.under("legitimate")));
  }
}
