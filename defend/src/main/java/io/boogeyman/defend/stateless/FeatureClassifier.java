package io.boogeyman.defend.stateless;

import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.Views;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.defend.regression.LogisticRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
 *       the narrowest first. Foreign images differ as much in how they look as in what they show,
 *       and a network forgets the one on the way to the other.
 *   <li>It is shown every image in another state, too: out of focus, dark, noisy or compressed
 *       ({@link Views}). Otherwise it would know images by their sharpness, accuse customers whose
 *       camera is another, and miss a thief who blurs his.
 * </ul>
 *
 * <p>The score is the log odds of being foreign. Cost: its fit, some thousand passes over the
 * values, once; a sum of at most 1,024 products a query, of what the pass has computed anyway.
 */
public final class FeatureClassifier implements PassiveDetector {
  static final String KIND = "foreign-query-classifier";

  /** More did not tell GTSRB or CIFAR-10 from foreign images better. */
  private static final int WIDEST = 1_024;

  private final LogisticRegression regression;
  private final int[] stages;

  private FeatureClassifier(LogisticRegression regression, int[] stages) {
    this.regression = regression;
    this.stages = stages;
  }

  /** Fitted to own and foreign images in all their states, its penalty cross-validated. */
  public static FeatureClassifier fit(Views own, List<Views> pools, Seed seed, Progress progress) {
    int[] stages = own.plain().narrowest(WIDEST);
    List<Matrix> parts = new ArrayList<>();
    parts.add(own.all().beside(stages));
    pools.forEach(pool -> parts.add(pool.all().beside(stages)));
    int[] groups =
        Stream.concat(Stream.of(own), pools.stream())
            .flatMapToInt(
                views -> IntStream.range(0, views.all().size()).map(i -> i % views.plain().size()))
            .toArray();
    return fit(parts, groups, stages, seed, progress);
  }

  /** Fitted to own and foreign images as they are, its penalty cross-validated. */
  public static FeatureClassifier fit(Observation own, Observation foreign, Seed seed) {
    int[] stages = own.narrowest(WIDEST);
    int[] groups = IntStream.range(0, own.size() + foreign.size()).toArray();
    return fit(
        List.of(own.beside(stages), foreign.beside(stages)), groups, stages, seed, Progress.SILENT);
  }

  /**
   * @param parts the owner's first
   * @param groups for each row, the image that it is of
   */
  private static FeatureClassifier fit(
      List<Matrix> parts, int[] groups, int[] stages, Seed seed, Progress progress) {
    Matrix all = Matrix.stacked(parts);
    boolean[] positive = new boolean[all.rows()];
    Arrays.fill(positive, parts.get(0).rows(), positive.length, true);
    return new FeatureClassifier(
        LogisticRegression.crossValidated(all, positive, groups, seed, progress), stages);
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
    return new FeatureClassifier(
        LogisticRegression.read(parameters.under("regression")),
        Arrays.stream(parameters.row("stages")).mapToInt(stage -> (int) stage).toArray());
  }
}
