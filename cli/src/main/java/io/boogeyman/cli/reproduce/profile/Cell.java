package io.boogeyman.cli.reproduce.profile;

import io.boogeyman.core.prediction.Granularity;
import java.util.Locale;
import java.util.Map;

/**
 * One theft that is measured, over seeds.
 *
 * @param victim its name in the profile
 * @param thief his
 * @param copy its
 * @param answers the granularity, such as {@code top-5}
 * @param budget answers that the copy learns from
 */
public record Cell(String victim, String thief, String copy, String answers, int budget) {

  /**
   * Brings the granularity to its own text.
   *
   * @throws IllegalArgumentException if something is not said, or there are no such answers
   */
  public Cell {
    Required.said(victim, "a theft", "victim");
    Required.said(thief, "a theft", "thief");
    Required.said(copy, "a theft", "copy");
    answers = Granularity.parse(Required.said(answers, "a theft", "answers")).toString();
    if (budget < 1) {
      throw new IllegalArgumentException("a budget must be at least 1 image, not " + budget);
    }
  }

  /** What a table's columns say of it. */
  public Map<String, String> names() {
    return Map.of(
        "victim",
        victim,
        "thief",
        thief,
        "copy",
        copy,
        "answers",
        answers,
        "budget",
        String.format(Locale.ROOT, "%,d", budget));
  }
}
