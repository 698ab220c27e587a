package io.boogeyman.cli.command;

import io.boogeyman.cli.result.Asked;
import io.boogeyman.cli.result.MarkedCopy;
import io.boogeyman.cli.result.PolicyOutcome;
import io.boogeyman.cli.result.ResultFile;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Summary;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.core.text.DurationText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** A theft's result on a terminal. */
final class ResultPrinter {

  private ResultPrinter() {}

  static void print(StealResult result, Path folder, boolean json, PrintStream out) {
    if (json) {
      out.print(ResultFile.toJson(result));
      return;
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "Victim: %s, right on %.1f %% of %,d test images. Pool: %s.%n%n",
        result.victim().kind(),
        100 * result.victim().accuracy().estimate(),
        result.test().size(),
        result.pool().name());
    int width =
        Math.max(
            8, result.summary().stream().mapToInt(row -> row.answers().length()).max().orElse(0));
    out.println(
        pad("answers", width)
            + "   budget       cost   accuracy  fidelity  recovery (95 % interval)");
    for (Summary row : result.summary()) {
      out.printf(
          Locale.ROOT,
          "%s %,8d %,10.2f   %6.1f %%  %6.1f %%  %s%n",
          pad(row.answers(), width),
          row.budget(),
          row.cost(),
          100 * row.accuracy().estimate(),
          100 * row.fidelity().estimate(),
          recovery(row.recovery()));
    }
    out.println();
    out.println(asked(result.asked()));
    result.policies().forEach(outcome -> out.println(met(outcome)));
    result
        .policies()
        .forEach(outcome -> outcome.marked().forEach(copy -> out.println(marked(outcome, copy))));
    out.println();
    out.println(result.verdict().sentence());
    if (!result.verdict().advice().isEmpty()) {
      out.println(result.verdict().advice());
    }
    out.println();
    out.println("Report: " + folder.resolve("report.html"));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String met(PolicyOutcome outcome) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "Policy %s, thief %d (%s) with %d account%s: answered %,d images",
            outcome.version(),
            outcome.seed(),
            outcome.answers(),
            outcome.accounts(),
            outcome.accounts() == 1 ? "" : "s",
            outcome.answered()));
    outcome
        .steps()
        .forEach(
            (step, queries) ->
                line.append(String.format(Locale.ROOT, ", '%s' after %,d", step, queries)));
    if (outcome.waitedSeconds() > 0) {
      Duration waited = Duration.ofSeconds((long) outcome.waitedSeconds());
      line.append(", waited ").append(DurationText.of(waited));
    }
    return line.append('.').toString();
  }

  private static String marked(PolicyOutcome outcome, MarkedCopy copy) {
    return String.format(
        Locale.ROOT,
        "Watermark: thief %d's copy (%s, budget %,d) answers %,d of %,d triggers with their mark,"
            + " p = 2^%.1f: %s.",
        outcome.seed(),
        copy.answers(),
        copy.budget(),
        copy.agreeing(),
        copy.triggers(),
        copy.log2P(),
        copy.proven() ? "proven to be a copy" : "not proven to be a copy");
  }

  /** Of all commands in the folder, not of the last one: what was spent does not come back. */
  private static String asked(Asked asked) {
    String money = asked.cost() > 0 ? String.format(Locale.ROOT, " for %,.2f", asked.cost()) : "";
    return String.format(
        Locale.ROOT,
        "Asked of this victim in this folder so far: %,d images%s, and %,d to measure by.",
        asked.images(),
        money,
        asked.examined());
  }

  private static String recovery(Interval recovery) {
    return String.format(
        Locale.ROOT, "%.2f (%.2f–%.2f)", recovery.estimate(), recovery.low(), recovery.high());
  }
}
