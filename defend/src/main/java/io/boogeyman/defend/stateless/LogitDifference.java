package io.boogeyman.defend.stateless;

import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.parameters.Parameters;
import java.util.stream.IntStream;

/** The log odds of being foreign that a network of two classes computes: own, foreign. */
final class LogitDifference implements PassiveDetector {
  static final String KIND = "logit-difference";
  static final int OWN = 0;
  static final int FOREIGN = 1;

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public double[] scores(Observation seen) {
    return IntStream.range(0, seen.size())
        .mapToDouble(
            query -> (double) seen.logits().at(query, FOREIGN) - seen.logits().at(query, OWN))
        .toArray();
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(KIND);
  }
}
