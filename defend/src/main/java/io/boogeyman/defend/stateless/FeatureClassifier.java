package io.boogeyman.defend.stateless;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.defend.regression.LogisticRegression;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import java.util.Arrays;
import java.util.List;

/**
 * The foreign-query classifier: a logistic regression on a network's features that tells the
 * owner's images from foreign ones. It has to be shown foreign images; with several pools mixed it
 * meets more of what it has not seen.
 *
 * <p>Atli et al., "Extraction of complex DNN models: real threat or boogeyman?" (2020), section 5,
 * train a ResNet; features of a network that is there already, the victim's own or a pretrained
 * one, cost nothing or little more than its inference. The score is the log odds of being foreign.
 */
public final class FeatureClassifier implements PassiveDetector {
  static final String KIND = "foreign-query-classifier";

  private final LogisticRegression regression;

  private FeatureClassifier(LogisticRegression regression) {
    this.regression = regression;
  }

  /** Fitted to own and foreign images, its penalty chosen by cross-validation. */
  public static FeatureClassifier fit(Observation own, Observation foreign, Seed seed) {
    Matrix both = Matrix.stacked(List.of(own.features(), foreign.features()));
    boolean[] positive = new boolean[both.rows()];
    Arrays.fill(positive, own.size(), positive.length, true);
    return new FeatureClassifier(LogisticRegression.crossValidated(both, positive, seed));
  }

  /**
   * Fitted to what another network makes of the images, and looking through that network.
   *
   * @param network with a body that was trained on other images; closed with the result
   */
  public static SeparateNetwork through(
      Network network,
      ImageSet own,
      List<ImageSet> pools,
      Compute compute,
      Seed seed,
      Progress progress) {
    try (Observer observer = Observer.scaling(network, compute)) {
      String what = "Looking through " + network.architecture().name();
      List<Observation> foreign =
          pools.stream().map(pool -> observer.observe(pool, what, progress)).toList();
      FeatureClassifier classifier =
          fit(observer.observe(own, what, progress), Observation.joined(foreign), seed);
      String name = KIND + "-" + network.architecture().name();
      return SeparateNetwork.of(name, network, classifier, compute);
    }
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public double[] scores(Observation queries) {
    return regression.logOdds(queries.features());
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(KIND).with("regression", regression.parameters());
  }

  static FeatureClassifier read(Parameters parameters) {
    return new FeatureClassifier(LogisticRegression.read(parameters.under("regression")));
  }
}
