package io.boogeyman.defend.stateless;

import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.defend.regression.LogisticRegression;
import java.util.Arrays;
import java.util.List;

/**
 * The foreign-query classifier: a logistic regression that tells the owner's images from foreign
 * ones by what a network sees in them at all of its stages. It has to be shown foreign images; with
 * several pools mixed it meets more of what it has not seen.
 *
 * <p>Atli et al., "Extraction of complex DNN models: real threat or boogeyman?" (2020), section 5,
 * train a ResNet; what the victim's own pass computes anyway costs nothing more. It departs from
 * classifiers of last features, as theirs is: foreign images differ as much in how they look as in
 * what they show, and a network forgets the one on the way to the other (means over a stage's
 * pixels, as Lee et al. 2018, section 2.2, take them). On GTSRB's victim that took it from nine in
 * ten queries of a thief to 99 in a hundred. The score is the log odds of being foreign.
 *
 * <p>Cost: its fit, fifty to a thousand passes over some thousand values an image, once; a sum of
 * so many products a query.
 */
public final class FeatureClassifier implements PassiveDetector {
  static final String KIND = "foreign-query-classifier";

  /** Of very wide networks the last stages only: a fit grows with the values. */
  private static final int WIDEST = 2_048;

  private final LogisticRegression regression;
  private final int stages;

  private FeatureClassifier(LogisticRegression regression, int stages) {
    this.regression = regression;
    this.stages = stages;
  }

  /** Fitted to own and foreign images, its penalty chosen by cross-validation. */
  public static FeatureClassifier fit(Observation own, Observation foreign, Seed seed) {
    int stages = own.stagesWithin(WIDEST);
    Matrix both = Matrix.stacked(List.of(own.last(stages), foreign.last(stages)));
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
    return regression.logOdds(queries.last(stages));
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(KIND).with("stages", stages).with("regression", regression.parameters());
  }

  static FeatureClassifier read(Parameters parameters) {
    return new FeatureClassifier(
        LogisticRegression.read(parameters.under("regression")), (int) parameters.number("stages"));
  }
}
