package io.boogeyman.defend.stateless;

import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.parameters.Parameters;
import java.util.stream.IntStream;

/**
 * The free energy −T log Σ exp(z/T): low where some logit is large.
 *
 * <p>Liu et al., "Energy-based out-of-distribution detection" (NeurIPS 2020), equation 4; its own
 * score is the negative energy. Cost: one pass over the logits.
 */
public final class Energy implements PassiveDetector {
  static final String KIND = "energy";

  private final double temperature;

  /**
   * @param temperature T, over 0; the paper's is 1
   */
  public Energy(double temperature) {
    Logits.requireTemperature(temperature);
    this.temperature = temperature;
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public double[] scores(Observation queries) {
    return IntStream.range(0, queries.size())
        .mapToDouble(
            query -> -temperature * Logits.logSumExp(queries.logits().row(query), temperature))
        .toArray();
  }

  @Override
  public Parameters parameters() {
    return Parameters.of(KIND).with("temperature", temperature);
  }
}
