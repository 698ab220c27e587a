package io.boogeyman.cli.reproduce.profile;

import io.boogeyman.core.prediction.Granularity;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One figure of a claim, times a weight: of a theft (victim, thief, copy, answers, budget), or of a
 * detector before an attacker (watch, detector, attacker).
 *
 * @param weight 1 by default, −1 for what is taken away
 */
public record Term(
    Figure figure,
    OptionalDouble weight,
    Optional<String> victim,
    Optional<String> thief,
    Optional<String> copy,
    Optional<String> answers,
    OptionalInt budget,
    Optional<String> watch,
    Optional<String> detector,
    Optional<String> attacker) {

  /**
   * @throws IllegalArgumentException if it does not say of what
   */
  public Term {
    boolean theft =
        victim.isPresent()
            && thief.isPresent()
            && copy.isPresent()
            && answers.isPresent()
            && budget.isPresent();
    boolean detection = watch.isPresent() && detector.isPresent() && attacker.isPresent();
    if (figure == null || (figure.isOfThefts() ? !theft : !detection)) {
      throw new IllegalArgumentException(
          "a term needs a figure, and victim, thief, copy, answers and budget, or else watch,"
              + " detector and attacker");
    }
    answers = answers.map(text -> Granularity.parse(text).toString());
  }

  /** The theft that it is of. */
  public Cell cell() {
    return new Cell(
        victim.orElseThrow(),
        thief.orElseThrow(),
        copy.orElseThrow(),
        answers.orElseThrow(),
        budget.orElseThrow());
  }
}
