package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.reproduce.profile.Claim;
import io.boogeyman.cli.reproduce.profile.Term;
import io.boogeyman.cli.result.ReproductionResult;
import io.boogeyman.cli.result.ReproductionResult.Decision;
import io.boogeyman.core.statistics.Interval;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides claims. A claim's sum is taken seed by seed, since thieves of one seed asked the same
 * images whatever they were answered, and the mean over seeds has Student's 95 % interval: the
 * claim holds where the interval lies wholly on its side of the limit, and does not where it lies
 * wholly on the other; where all seeds are exactly at the limit nothing is decided, nor where a
 * figure is not defined. The interval is of other thieves and splits, not of other victims or test
 * images, of which there is one set each.
 */
final class ClaimTest {
  private final Measures measures;

  ClaimTest(Findings findings) {
    this.measures = new Measures(findings);
  }

  ReproductionResult.Claim decide(Claim claim) {
    Optional<double[]> sums = sums(claim);
    Optional<Interval> measured =
        sums.filter(values -> Arrays.stream(values).allMatch(Double::isFinite)).map(Interval::mean);
    return new ReproductionResult.Claim(
        claim.id(),
        claim.says(),
        claim.source(),
        test(claim),
        decision(claim, sums),
        measured,
        sums.map(values -> values.length).orElse(0));
  }

  private static Decision decision(Claim claim, Optional<double[]> sums) {
    if (sums.isEmpty()) {
      return Decision.NOT_MEASURED;
    }
    return sums.get().length < 2 ? Decision.UNDECIDED : decision(claim, Interval.mean(sums.get()));
  }

  private Optional<double[]> sums(Claim claim) {
    double[] sums = null;
    for (Term term : claim.sum()) {
      Optional<double[]> figures = measures.of(term);
      if (figures.isEmpty()) {
        return Optional.empty();
      }
      double[] values = figures.get();
      sums = sums == null ? new double[values.length] : sums;
      // Where one was measured over more seeds, the first of them are those of the other.
      sums = Arrays.copyOf(sums, Math.min(sums.length, values.length));
      for (int seed = 0; seed < sums.length; seed++) {
        sums[seed] += term.weight().orElse(1) * values[seed];
      }
    }
    return Optional.ofNullable(sums);
  }

  private static Decision decision(Claim claim, Interval measured) {
    double limit = claim.atLeast().orElseGet(() -> claim.atMost().orElseThrow());
    boolean apart = measured.low() != limit || measured.high() != limit;
    boolean above = measured.low() >= limit && apart;
    boolean below = measured.high() <= limit && apart;
    boolean wantsAbove = claim.atLeast().isPresent();
    if (wantsAbove ? above : below) {
      return Decision.HOLDS;
    }
    return (wantsAbove ? below : above) ? Decision.DOES_NOT_HOLD : Decision.UNDECIDED;
  }

  /** What is computed, term by term, and where it has to lie. */
  private static String test(Claim claim) {
    StringBuilder text = new StringBuilder();
    for (Term term : claim.sum()) {
      double weight = term.weight().orElse(1);
      String sign = weight < 0 ? "− " : text.isEmpty() ? "" : "+ ";
      String factor = Math.abs(weight) == 1 ? "" : number(Math.abs(weight)) + " × ";
      text.append(text.isEmpty() ? "" : " ").append(sign).append(factor).append(words(term));
    }
    claim.atLeast().ifPresent(limit -> text.append(" ≥ ").append(number(limit)));
    claim.atMost().ifPresent(limit -> text.append(" ≤ ").append(number(limit)));
    return text.toString();
  }

  private static String words(Term term) {
    String figure = term.figure().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String of =
        term.figure().isOfThefts()
            ? "%s by %s as %s, %,d × %s"
                .formatted(
                    term.victim().orElseThrow(),
                    term.thief().orElseThrow(),
                    term.copy().orElseThrow(),
                    term.budget().orElseThrow(),
                    term.answers().orElseThrow())
            : "%s, %s before %s"
                .formatted(
                    term.watch().orElseThrow(),
                    term.attacker().orElseThrow(),
                    term.detector().orElseThrow());
    return figure + "(" + of + ")";
  }

  private static String number(double value) {
    String digits = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    return digits.replace("-", "−");
  }
}
