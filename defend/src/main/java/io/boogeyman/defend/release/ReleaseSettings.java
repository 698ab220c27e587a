package io.boogeyman.defend.release;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.boogeyman.core.prediction.Granularity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy says of one release. In YAML it is a word, {@code label}, or a map of one name,
 * {@code reverse-sigmoid: {beta: 1, gamma: 0.2}}; what a map leaves out has its default. It is
 * written back with every parameter, so that equal settings are equal texts.
 *
 * <p>Every kind refuses values out of range when it is made, in one line that names the field.
 */
public sealed interface ReleaseSettings {

  /** What a policy calls it. */
  String name();

  /** Every parameter by name, in the order of the documentation; none where there are none. */
  Map<String, Object> parameters();

  /** Whether it computes with the policy's secret. */
  default boolean isKeyed() {
    return !(this instanceof Coarse
        || this instanceof HighConfidence
        || this instanceof ReverseSigmoid
        || this instanceof ModelGuardW
        || this instanceof ModelGuardS);
  }

  /**
   * Reads a word or a map.
   *
   * @throws IllegalArgumentException in one line that names the field, if it is no release
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ReleaseSettings read(JsonNode node) {
    return ReleaseReader.read(node);
  }

  /** A word or a map, as {@link #read} takes it. */
  @JsonValue
  default Object written() {
    return parameters().isEmpty() ? name() : Map.of(name(), parameters());
  }

  /**
   * Less of the vector: {@code full}, {@code top-5}, {@code round-2}, {@code label}.
   *
   * @param granularity how much is left
   */
  record Coarse(Granularity granularity) implements ReleaseSettings {
    @Override
    public String name() {
      return granularity.toString();
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of();
    }
  }

  /**
   * Only probabilities that are large.
   *
   * @param cutoff what a probability must reach not to be released as 0
   */
  record HighConfidence(double cutoff) implements ReleaseSettings {
    static final String NAME = "high-confidence";

    /**
     * @throws IllegalArgumentException if the cutoff is not over 0 and at most 1
     */
    public HighConfidence {
      Fields.require(NAME, "cutoff", cutoff, 1);
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of("cutoff", cutoff);
    }
  }

  /**
   * Noise on every probability.
   *
   * @param deviation its standard deviation
   * @param keepLabel whether the top class stays so
   */
  record GaussianNoise(double deviation, boolean keepLabel) implements ReleaseSettings {
    static final String NAME = "gaussian-noise";

    /**
     * @throws IllegalArgumentException if the deviation is not over 0 and at most 10
     */
    public GaussianNoise {
      Fields.require(NAME, "deviation", deviation, 10);
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Map<String, Object> parameters() {
      return ordered("deviation", deviation, "keep-label", keepLabel);
    }
  }

  /**
   * Lee et al. 2018.
   *
   * @param beta how much is taken away
   * @param gamma how steep it is
   * @param keepLabel whether the top class stays so, which the published form does not promise
   */
  record ReverseSigmoid(double beta, double gamma, boolean keepLabel) implements ReleaseSettings {
    static final String NAME = "reverse-sigmoid";

    /**
     * @throws IllegalArgumentException if a number is not over 0 and at most 10
     */
    public ReverseSigmoid {
      Fields.require(NAME, "beta", beta, 10);
      Fields.require(NAME, "gamma", gamma, 10);
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Map<String, Object> parameters() {
      return ordered("beta", beta, "gamma", gamma, "keep-label", keepLabel);
    }
  }

  /**
   * Maximising angular deviation, Orekondy et al. 2020.
   *
   * @param epsilon the ball's radius
   * @param ball the ball's kind: {@code l1}, {@code l2}, {@code kl}
   * @param objective what is maximised: {@code angle}, {@code distance}
   * @param keepLabel whether the top class stays so
   */
  record Mad(double epsilon, String ball, String objective, boolean keepLabel)
      implements ReleaseSettings {
    static final String NAME = "mad";

    /**
     * @throws IllegalArgumentException if the radius is not over 0 and at most what the ball may
     *     have (l1: 2, l2: √2, kl: 100), or a word is none of those
     */
    public Mad {
      Fields.choice(NAME, "objective", objective, Deviation.class);
      Fields.require(
          NAME, "epsilon", epsilon, Fields.choice(NAME, "ball", ball, Ball.class).most());
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Map<String, Object> parameters() {
      return ordered(
          "epsilon", epsilon, "ball", ball, "objective", objective, "keep-label", keepLabel);
    }
  }

  /**
   * GRAD², gradient redirection at the last layer, Mazeika et al. 2022.
   *
   * @param epsilon L1 distance from the victim's answer
   * @param keepLabel whether the top class stays so
   */
  record GradientRedirection(double epsilon, boolean keepLabel) implements ReleaseSettings {
    static final String NAME = "gradient-redirection";

    /**
     * @throws IllegalArgumentException if the distance is not over 0 and at most 2
     */
    public GradientRedirection {
      Fields.require(NAME, "epsilon", epsilon, 2);
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Map<String, Object> parameters() {
      return ordered("epsilon", epsilon, "keep-label", keepLabel);
    }
  }

  /**
   * Kariyappa and Qureshi 2020.
   *
   * @param nu how sharply one model gives way to the other
   * @param tau the confidence at which both have half
   * @param network a network's file, read from the policy's folder; empty for the victim's answer
   *     with the classes exchanged
   */
  record AdaptiveMisinformation(double nu, double tau, Optional<String> network)
      implements ReleaseSettings {
    static final String NAME = "adaptive-misinformation";

    /**
     * @throws IllegalArgumentException if ν is not over 0 and at most 10⁶, or τ not over 0 and at
     *     most 1
     */
    public AdaptiveMisinformation {
      Fields.require(NAME, "nu", nu, 1e6);
      Fields.require(NAME, "tau", tau, 1);
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Map<String, Object> parameters() {
      Map<String, Object> parameters = ordered("nu", nu, "tau", tau);
      network.ifPresent(file -> parameters.put("network", file));
      return parameters;
    }
  }

  /**
   * ModelGuard-W, Tang et al. 2024.
   *
   * @param epsilon L1 distance from the victim's answer
   */
  record ModelGuardW(double epsilon) implements ReleaseSettings {
    static final String NAME = "modelguard-w";

    /**
     * @throws IllegalArgumentException if the distance is not over 0 and at most 2
     */
    public ModelGuardW {
      Fields.require(NAME, "epsilon", epsilon, 2);
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of("epsilon", epsilon);
    }
  }

  /**
   * ModelGuard-S, Tang et al. 2024.
   *
   * @param epsilon L1 distance within which an earlier answer is given
   * @param answers how many different answers are ever given
   */
  record ModelGuardS(double epsilon, int answers) implements ReleaseSettings {
    static final String NAME = "modelguard-s";
    static final int MOST_ANSWERS = 1_000_000;

    /**
     * @throws IllegalArgumentException if the distance is not over 0 and at most 2, or the number
     *     not 1 to 1,000,000
     */
    public ModelGuardS {
      Fields.require(NAME, "epsilon", epsilon, 2);
      Fields.requireCount(NAME, "answers", answers, MOST_ANSWERS);
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Map<String, Object> parameters() {
      return ordered("epsilon", epsilon, "answers", answers);
    }
  }

  /**
   * The watermark DAWN, Szyller et al. 2021.
   *
   * @param rate the share of queries that are marked
   */
  record Dawn(double rate) implements ReleaseSettings {
    static final String NAME = "dawn";

    /**
     * @throws IllegalArgumentException if the rate is not over 0 and at most 0.5
     */
    public Dawn {
      Fields.require(NAME, "rate", rate, 0.5);
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of("rate", rate);
    }
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return parameters;
  }
}
