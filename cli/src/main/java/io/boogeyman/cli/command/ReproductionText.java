package io.boogeyman.cli.command;

import io.boogeyman.cli.reproduce.Reproduction;
import io.boogeyman.cli.result.ReproductionResult;
import io.boogeyman.cli.result.ReproductionResult.Value;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A reproduction on a terminal. */
final class ReproductionText {
  /** A class each, a table may have hundreds of rows; the report and the CSV file have them all. */
  private static final int MOST_ROWS = 40;

  private ReproductionText() {}

  /**
   * @param missing files without which it cannot be done
   */
  static void print(List<Reproduction.Step> steps, Set<String> missing, PrintStream out) {
    out.println("Dry run: nothing is trained or asked. What would be done, or found done:");
    out.println();
    out.println("      images   about   what");
    for (Reproduction.Step step : steps) {
      out.printf(
          Locale.ROOT,
          "%,12d %7s   %s%n",
          step.images(),
          Durations.words(step.seconds()),
          step.name());
    }
    out.printf(
        Locale.ROOT,
        "%n%,d pieces of work, about %s in all on this machine, by the speed that it was measured"
            + " to train each network at.%n",
        steps.size(),
        Durations.words(steps.stream().mapToDouble(Reproduction.Step::seconds).sum()));
    if (!missing.isEmpty()) {
      out.printf(
          "Before that it needs what is not in the folder that --data names: %s.%n",
          String.join(", ", missing));
    }
  }

  static void print(ReproductionResult result, PrintStream out) {
    result.tables().forEach(table -> print(table, out));
    if (!result.claims().isEmpty()) {
      out.printf("%nClaims%n");
    }
    for (ReproductionResult.Claim claim : result.claims()) {
      out.printf("%n%s: %s (%s)%n", claim.decision().words(), claim.says(), claim.source());
      out.println("  " + claim.test());
      claim
          .measured()
          .ifPresent(
              sum ->
                  out.printf(
                      Locale.ROOT,
                      "  measured: %.3f, 95 %% interval %.3f to %.3f over %d seeds%n",
                      sum.estimate(),
                      sum.low(),
                      sum.high(),
                      result.seeds()));
    }
  }

  private static void print(ReproductionResult.Table table, PrintStream out) {
    out.printf("%n%s (%s)%n", table.title(), table.id());
    if (!table.note().isEmpty()) {
      out.println(table.note());
    }
    out.println();
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns());
    table.rows().stream()
        .limit(MOST_ROWS)
        .forEach(row -> lines.add(row.stream().map(Value::text).toList()));
    int[] widths =
        IntStream.range(0, table.columns().size())
            .map(c -> lines.stream().mapToInt(line -> line.get(c).length()).max().orElse(0))
            .toArray();
    for (List<String> line : lines) {
      String padded =
          IntStream.range(0, widths.length)
              .mapToObj(c -> pad(line.get(c), widths[c]))
              .collect(Collectors.joining("  "));
      out.println(padded.stripTrailing());
    }
    if (table.rows().size() > MOST_ROWS) {
      out.println("… and " + (table.rows().size() - MOST_ROWS) + " rows more in the report");
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
