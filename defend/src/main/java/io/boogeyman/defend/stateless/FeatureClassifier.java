package io.boogeyman.defend.stateless;

import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.detector.StatelessDetector;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.regression.LogisticRegression;
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
public final class FeatureClassifier implements StatelessDetector<Observation> {
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

  @Override
  public String name() {
    return "foreign-query-classifier";
  }

  @Override
  public double[] scores(Observation queries) {
    return regression.logOdds(queries.features());
  }
}
