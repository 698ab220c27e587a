package io.boogeyman.cli.result;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.Granularity.Full;
import io.boogeyman.core.prediction.Granularity.Label;
import io.boogeyman.core.prediction.Granularity.Released;
import io.boogeyman.core.prediction.Granularity.Rounded;
import io.boogeyman.core.prediction.Granularity.TopK;
import io.boogeyman.core.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts the figures of a run into a sentence and an advice: claims nothing that was not measured,
 * and says what was not.
 */
public final class Verdicts {
  private static final Reading LABELS = new Reading.Seen(new Label());

  private Verdicts() {}

  /**
   * Judges a run by its strongest thief.
   *
   * @param summaries one row for each granularity and budget
   * @param classes how many classes the victim knows
   * @param thorough whether the copies were trained by the schedule that makes most of a budget
   * @throws IllegalArgumentException if there is no row
   */
  public static Verdict of(List<Summary> summaries, int classes, boolean thorough) {
    Summary best = strongest(summaries);
    Verdict.Level level = Verdict.Level.of(best.recovery().estimate());
    List<String> advice = new ArrayList<>(List.of(advise(best, summaries)));
    if (level != Verdict.Level.STOLEN) {
      advice.add(warnOfLargerBudgets(best, summaries));
      advice.add(warnOfBetterThieves(best, thorough));
    }
    advice.removeIf(String::isEmpty);
    return new Verdict(level, sentence(best, level, classes), String.join(" ", advice));
  }

  /**
   * The row with the highest recovery; of equals, the one with the smallest budget.
   *
   * @throws IllegalArgumentException if there is no row
   */
  public static Summary strongest(List<Summary> summaries) {
    return summaries.stream()
        .max(
            Comparator.comparingDouble((Summary row) -> row.recovery().estimate())
                .thenComparing(Comparator.comparingInt(Summary::budget).reversed()))
        .orElseThrow(() -> new IllegalArgumentException("no surrogate to judge the run by"));
  }

  private static String sentence(Summary best, Verdict.Level level, int classes) {
    String money =
        best.cost() > 0 ? String.format(Locale.ROOT, ", costing %,.2f", best.cost()) : "";
    String gets = level == Verdict.Level.RESISTED ? "a thief gets no more than" : "a thief gets";
    String copy =
        String.format(
            Locale.ROOT,
            "%s: for %,d answer%s (%s%s) %s a copy that is %s as accurate as the victim"
                + " and agrees with it on %s of test images",
            level.words(),
            best.answered(),
            best.answered() == 1 ? "" : "s",
            describe(best.answers()),
            money,
            gets,
            percent(best.recovery()),
            percent(best.fidelity()));
    boolean guessing = best.accuracy().low() <= 1.0 / classes;
    return guessing
        ? copy + "; that is no better than guessing among " + classes + " classes."
        : copy + ".";
  }

  /** What coarser answers would change at the strongest thief's own budget. */
  private static String advise(Summary best, List<Summary> summaries) {
    Reading given = Reading.parse(best.answers());
    if (given.equals(LABELS)) {
      return "The strongest thief used labels only: coarser answers are no defence here.";
    }
    if (!(given instanceof Reading.Seen)) {
      return "What this thief would get of coarser answers was not measured.";
    }
    List<Summary> coarser =
        summaries.stream()
            .filter(row -> row.budget() == best.budget())
            .filter(row -> isCoarser(Reading.parse(row.answers()), given))
            .toList();
    if (coarser.isEmpty()) {
      return "Coarser answers were not measured at this budget; labels only would show whether"
          + " they help.";
    }
    Optional<Summary> weakest =
        coarser.stream()
            .filter(row -> row.recovery().high() < best.recovery().low())
            .min(Comparator.comparingDouble(row -> row.recovery().estimate()));
    return weakest
        .map(row -> cut(best, row))
        .orElse("Coarser answers made no measurable difference here: the intervals overlap.");
  }

  private static boolean isCoarser(Reading reading, Reading given) {
    return reading instanceof Reading.Seen coarse
        && given instanceof Reading.Seen fine
        && coarse.granularity().isCoarserThan(fine.granularity());
  }

  private static String cut(Summary best, Summary coarse) {
    return String.format(
        Locale.ROOT,
        "Answering with %s would cut the thief's recovery from %s to %s at the same budget.",
        Reading.parse(coarse.answers()).equals(LABELS) ? "labels only" : describe(coarse.answers()),
        percent(best.recovery()),
        percent(coarse.recovery()));
  }

  /** A model that resisted the largest budget may fall to a larger one: say whether it rises. */
  private static String warnOfLargerBudgets(Summary best, List<Summary> summaries) {
    int largest = summaries.stream().mapToInt(Summary::budget).max().orElseThrow();
    Optional<Summary> before =
        summaries.stream()
            .filter(row -> row.answers().equals(best.answers()) && row.budget() < best.budget())
            .max(Comparator.comparingInt(Summary::budget));
    return before
        .filter(row -> best.budget() == largest && row.recovery().high() < best.recovery().low())
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "Recovery was still rising, from %s with %,d answers: a larger budget may take"
                        + " more.",
                    percent(row.recovery()),
                    row.budget()))
        .orElse("");
  }

  /** A thief whom a policy stopped early has too little to learn from, however long he learns. */
  private static String warnOfBetterThieves(Summary best, boolean thorough) {
    return thorough || best.answered() < best.budget()
        ? ""
        : "The copies were not trained as well as they can be: 'steal --best' may make more of the"
            + " same answers.";
  }

  private static String describe(String answers) {
    Reading reading = Reading.parse(answers);
    if (reading instanceof Reading.Averaged averaged) {
      return "means over " + averaged.variations() + " variations of an image";
    }
    return reading instanceof Reading.Seen seen
        ? describe(seen.granularity())
        : "what the policy releases, undone by an inverse learnt from it";
  }

  private static String describe(Granularity granularity) {
    if (granularity instanceof Released) {
      return "what the policy releases";
    }
    if (granularity instanceof Full) {
      return "full vectors";
    }
    if (granularity instanceof TopK top) {
      return "the " + top.k() + " largest probabilities";
    }
    if (granularity instanceof Rounded rounded) {
      return "probabilities rounded to "
          + rounded.decimals()
          + " decimal"
          + (rounded.decimals() == 1 ? "" : "s");
    }
    return "labels";
  }

  private static String percent(Interval share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share.estimate());
  }
}
