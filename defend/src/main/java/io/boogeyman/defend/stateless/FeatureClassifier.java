package io.boogeyman.defend.stateless;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.defend.regression.LogisticRegression;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The foreign-query classifier: a logistic regression that tells the owner's images from foreign
 * ones by what a network sees in them at its stages. It has to be shown foreign images; with
 * several pools mixed it meets more of what it has not seen.
 *
 * <p>Atli et al., "Extraction of complex DNN models: real threat or boogeyman?" (2020), section 5,
 * train a ResNet. This departs in two ways from a classifier of a network's last features:
 *
 * <ul>
 *   <li>It looks at the means of the stages before (as Lee et al. 2018, section 2.2, take them),
 *       the narrowest first, as many as have 1,024 values together. Foreign images differ as much
 *       in how they look as in what they show, and a network forgets the one on the way to the
 *       other. Of a wide network the last stages are not looked at, then; that was measured with
 *       small ones only (docs/detection.md).
 *   <li>It is shown every image in another state, too: out of focus, dark, noisy or compressed
 *       ({@link ShownImages}). Otherwise it would know images by their sharpness, and miss a thief
 *       who blurs his.
 * </ul>
 *
 * <p>The score is the log odds of being foreign. Cost: two passes of every image and a fit ({@link
 * LogisticRegression}), once; at most 1,024 products a query, of what its pass has computed anyway.
 */
public final class FeatureClassifier implements PassiveDetector {
  static final String KIND = "foreign-query-classifier";

  private static final int WIDEST = 1_024;

  private final LogisticRegression regression;
  private final int[] stages;

  private FeatureClassifier(LogisticRegression regression, int... stages) {
    this.regression = regression;
    this.stages = stages;
  }

  /**
   * Fitted to own and foreign images as they are and weathered, its penalty cross-validated by
   * images' groups.
   *
   * @param look what is seen in images: the same stages in every batch
   * @param pools foreign images, at least one set
   * @throws IllegalArgumentException in one line, if there are fewer than five groups of either
   */
  public static FeatureClassifier fit(
      Function<ImageBatch, Observation> look,
      ImageSet own,
      List<ImageSet> pools,
      Seed seed,
      Progress progress) {
    int[] stages = look.apply(own.read(0)).narrowest(WIDEST);
    ShownImages shown = ShownImages.of(look, stages, own, pools, seed.derive("states"), progress);
    return new FeatureClassifier(
        LogisticRegression.crossValidated(
            shown.values, shown.foreign, shown.groups, seed, progress),
        stages);
  }

  /** Fitted to own and foreign images as they are, its penalty cross-validated. */
  public static FeatureClassifier fit(Observation own, Observation foreign, Seed seed) {
    int[] stages = own.narrowest(WIDEST);
    Matrix both = Matrix.stacked(List.of(own.beside(stages), foreign.beside(stages)));
    boolean[] positive = new boolean[both.rows()];
    Arrays.fill(positive, own.size(), positive.length, true);
    return new FeatureClassifier(LogisticRegression.crossValidated(both, positive, seed), stages);
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public double[] scores(Observation queries) {
    return regression.logOdds(queries.beside(stages));
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(KIND)
        .with("stages", IntStream.of(stages).asDoubleStream().toArray())
        .with("regression", regression.parameters());
  }

  static FeatureClassifier read(Parameters parameters) {
    double[] stages = parameters.row("stages");
    for (int i = 0; i < stages.length; i++) {
      if (stages[i] != Math.rint(stages[i]) || stages[i] < (i == 0 ? 0 : stages[i - 1] + 1)) {
        throw new IllegalArgumentException("its stages are no places in ascending order");
      }
    }
    return new FeatureClassifier(
        LogisticRegression.read(parameters.under("regression")),
        Arrays.stream(stages).mapToInt(stage -> (int) stage).toArray());
  }
}
