package io.boogeyman.cli.run;

import io.boogeyman.attack.active.ActiveStrategy;
import io.boogeyman.attack.active.Selection;
import io.boogeyman.attack.adaptive.AdaptiveStrategy;
import io.boogeyman.attack.adaptive.AdaptiveStrategy.Form;
import io.boogeyman.attack.query.QueryStrategy;
import io.boogeyman.attack.query.RandomStrategy;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.nn.compute.Compute;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The query strategies that a user can name. */
public enum StrategyChoice {
  /** By chance. */
  RANDOM,
  /** Knockoff nets' bandit. */
  ADAPTIVE,
  /** The same, answers valued as the Adversarial Robustness Toolbox does. */
  ADAPTIVE_ART,
  /** Active learning, each after its {@link Selection}. */
  ENTROPY,
  MARGIN,
  K_CENTER,
  DFAL,
  DFAL_K_CENTER,
  RARE;

  /**
   * Reads a strategy's own text.
   *
   * @throws IllegalArgumentException in one line, if there is none of that name
   */
  public static StrategyChoice parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(choice -> choice.toString().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    OneLine.of(
                        "'%s' is no query strategy; there are %s"
                            .formatted(text, String.join(", ", names())))));
  }

  private static List<String> names() {
    return Arrays.stream(values()).map(StrategyChoice::toString).toList();
  }

  /** Whether what it asks depends on the answers, and so on their granularity. */
  public boolean looksAtAnswers() {
    return this != RANDOM;
  }

  /**
   * The strategy of a thief who builds such copies.
   *
   * @param shape of the images
   */
  QueryStrategy strategy(SurrogateSettings copies, ImageShape shape, Compute compute) {
    return switch (this) {
      case RANDOM -> new RandomStrategy();
      case ADAPTIVE -> new AdaptiveStrategy(copies.plan(shape, 1), compute, Form.PAPER);
      case ADAPTIVE_ART -> new AdaptiveStrategy(copies.plan(shape, 1), compute, Form.TOOLBOX);
      default ->
          new ActiveStrategy(
              Selection.valueOf(name()), answers -> copies.briefPlan(shape, answers), compute);
    };
  }

  /** Images that copies are trained on while he chooses what to ask, for one budget. */
  public long images(SurrogateSettings copies, ImageShape shape, int budget) {
    return switch (this) {
      case RANDOM -> 0;
      case ADAPTIVE, ADAPTIVE_ART -> budget;
      default ->
          ActiveStrategy.rounds(Selection.valueOf(name()), budget)
              .mapToLong(asked -> (long) asked * copies.briefPlan(shape, asked).recipe().epochs())
              .sum();
    };
  }

  /** As a user writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
