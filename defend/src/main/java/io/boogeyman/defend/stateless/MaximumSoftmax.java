package io.boogeyman.defend.stateless;

import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.parameters.Parameters;
import java.util.stream.IntStream;

/**
 * The baseline: 1 − the largest probability, which is the sum of all others, so that nothing is
 * lost where the network is all but sure.
 *
 * <p>Hendrycks and Gimpel, "A baseline for detecting misclassified and out-of-distribution
 * examples" (ICLR 2017). Its own score is the largest probability: the other way round. Cost: one
 * pass over the logits.
 */
public final class MaximumSoftmax implements PassiveDetector {
  static final String KIND = "softmax";

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public double[] scores(Observation queries) {
    return IntStream.range(0, queries.size())
        .mapToDouble(query -> Logits.lacking(queries.logits().row(query), 1))
        .toArray();
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(KIND);
  }
}
