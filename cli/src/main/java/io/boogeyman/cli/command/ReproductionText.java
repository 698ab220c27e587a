package io.boogeyman.cli.command;

import io.boogeyman.cli.reproduce.Reproduction;
import io.boogeyman.cli.result.ReproductionResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A reproduction on a terminal. */
final class ReproductionText {
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
    result.tables().forEach(table -> TableText.print(table, out));
    if (!result.claims().isEmpty()) {
      out.printf("%nClaims%n");
    }
    result.claims().stream()
        .filter(ReproductionResult.Claim::hasFigures)
        .forEach(claim -> print(claim, out));
    long open = result.claims().stream().filter(claim -> !claim.hasFigures()).count();
    if (open > 0) {
      out.printf(
          "%n%,d %s on tables that are not here; the report names %s.%n",
          open, open == 1 ? "claim is" : "claims are", open == 1 ? "it" : "them");
    }
  }

  private static void print(ReproductionResult.Claim claim, PrintStream out) {
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
                    claim.seeds()));
  }
}
