package io.boogeyman.defend.stateless;

import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.observation.Queries;
import io.boogeyman.defend.parameters.Parameters;

/**
 * A detector that looks only at what a network computed anyway, and so adds no forward pass. Holds
 * nothing outside Java's heap, and may be used by several threads at once.
 */
public sealed interface PassiveDetector extends ImageDetector
    permits MaximumSoftmax,
        Energy,
        LogitDifference,
        Mahalanobis,
        NearestNeighbours,
        FeatureClassifier,
        Combination {

  /**
   * How foreign each query is, in order; higher is more foreign. Finite.
   *
   * @param seen what the network computed of them
   */
  double[] scores(Observation seen);

  @Override
  default double[] scores(Queries queries) {
    return scores(queries.seen());
  }

  /**
   * The detector that has these parameters.
   *
   * @throws IllegalArgumentException in one line, if they are of none
   */
  static PassiveDetector read(Parameters parameters) {
    return switch (parameters.kind()) {
      case MaximumSoftmax.KIND -> new MaximumSoftmax();
      case Energy.KIND -> new Energy(parameters.number("temperature"));
      case LogitDifference.KIND -> new LogitDifference();
      case Mahalanobis.KIND -> Mahalanobis.read(parameters);
      case NearestNeighbours.KIND -> NearestNeighbours.read(parameters);
      case FeatureClassifier.KIND -> FeatureClassifier.read(parameters);
      case Combination.KIND -> Combination.read(parameters);
      default ->
          throw new IllegalArgumentException(
              "there is no detector of the kind '" + parameters.kind() + "'");
    };
  }
}
