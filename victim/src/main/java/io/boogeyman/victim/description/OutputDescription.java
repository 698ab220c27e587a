package io.boogeyman.victim.description;

import io.boogeyman.victim.answer.Scores;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is declared of a model's output; what is not is guessed from the model, or assumed.
 *
 * @param name of the tensor
 * @param gives what its values are
 * @param temperature that logits are divided by, over 0
 */
public record OutputDescription(
    Optional<String> name, Optional<Scores.Kind> gives, OptionalDouble temperature) {

  /** Nothing is declared. */
  public static final OutputDescription NOTHING =
      new OutputDescription(Optional.empty(), Optional.empty(), OptionalDouble.empty());

  /**
   * @throws IllegalArgumentException if the temperature is not over 0
   */
  public OutputDescription {
    if (temperature.isPresent()
        && !(temperature.getAsDouble() > 0 && Double.isFinite(temperature.getAsDouble()))) {
      throw new IllegalArgumentException("output.temperature must be a number over 0");
    }
  }

  /**
   * How scores are read.
   *
   * @param guess what they are if nothing is declared
   * @throws IllegalArgumentException if a temperature is declared and they are no logits
   */
  public Scores scores(Scores.Kind guess, int classes) {
    Scores.Kind kind = gives.orElse(guess);
    if (temperature.isPresent() && kind != Scores.Kind.LOGITS) {
      throw new IllegalArgumentException(
          "output.temperature divides logits; the victim gives " + kind);
    }
    return new Scores(kind, temperature.orElse(1), classes);
  }
}
