package io.boogeyman.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.cli.reproduce.profile.Claim;
import io.boogeyman.cli.reproduce.profile.Figure;
import io.boogeyman.cli.reproduce.profile.Term;
import io.boogeyman.cli.result.ReproductionResult;
import io.boogeyman.cli.result.ReproductionResult.Decision;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.cli.result.VictimSummary;
import io.boogeyman.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ClaimTestTest {
  private final Findings findings = new Findings(3);

  /** Copies of these fidelities, one a seed, stolen with such answers. */
  private void stolen(String answers, double... fidelities) {
    List<Surrogate> copies = new ArrayList<>();
    for (int seed = 0; seed < fidelities.length; seed++) {
      Interval figure = Interval.exactly(fidelities[seed]);
      copies.add(
          new Surrogate(
              answers, 10, 10, seed, "5l", "", figure, figure, figure, figure, figure, List.of(), 1,
              1, 0, 1));
    }
    Interval all = Interval.exactly(1);
    findings.thefts(
        new Node.Steal("v", "t", "c", List.of(answers), List.of(10), fidelities.length),
        new TheftResult(new VictimSummary("", "", "", List.of(), all, all), copies, List.of()));
  }

  private static Term fidelity(String answers, double weight) {
    return new Term(
        Figure.FIDELITY,
        OptionalDouble.of(weight),
        Optional.of("v"),
        Optional.of("t"),
        Optional.of("c"),
        Optional.of(answers),
        OptionalInt.of(10),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private ReproductionResult.Claim decide(OptionalDouble atLeast, OptionalDouble atMost) {
    List<Term> sum = List.of(fidelity("full", 1), fidelity("label", -1));
    return new ClaimTest(findings).decide(new Claim("id", "says", "source", sum, atLeast, atMost));
  }

  private Decision atLeast(double limit) {
    return decide(OptionalDouble.of(limit), OptionalDouble.empty()).decision();
  }

  private Decision atMost(double limit) {
    return decide(OptionalDouble.empty(), OptionalDouble.of(limit)).decision();
  }

  @Test
  void differences_are_taken_seed_by_seed() {
    stolen("full", 0.5, 0.6, 0.9);
    stolen("label", 0.3, 0.4, 0.7);
    Interval measured =
        decide(OptionalDouble.of(0), OptionalDouble.empty()).measured().orElseThrow();
    assertThat(measured.estimate()).isEqualTo(0.2, within(1e-12));
    assertThat(measured.high() - measured.low()).as("seeds agree").isLessThan(1e-9);
  }

  @Test
  void seeds_that_only_one_figure_has_do_not_count() {
    stolen("full", 0.5, 0.6, 0.9, 0.1);
    stolen("label", 0.3, 0.4, 0.7);
    Interval measured =
        decide(OptionalDouble.of(0), OptionalDouble.empty()).measured().orElseThrow();
    assertThat(measured.estimate()).isEqualTo(0.2, within(1e-12));
  }

  @Test
  void a_claim_holds_where_the_whole_interval_is_on_its_side() {
    stolen("full", 0.50, 0.51, 0.52);
    stolen("label", 0.30, 0.30, 0.30);
    assertThat(atLeast(0.1)).isEqualTo(Decision.HOLDS);
    assertThat(atMost(0.3)).isEqualTo(Decision.HOLDS);
  }

  @Test
  void a_claim_does_not_hold_where_the_whole_interval_is_on_the_other() {
    stolen("full", 0.50, 0.51, 0.52);
    stolen("label", 0.30, 0.30, 0.30);
    assertThat(atLeast(0.3)).isEqualTo(Decision.DOES_NOT_HOLD);
    assertThat(atMost(0.1)).isEqualTo(Decision.DOES_NOT_HOLD);
  }

  /** The mean is 0.21, Student's interval with two degrees of freedom ± 0.0248. */
  @Test
  void a_claim_is_undecided_where_the_interval_is_on_both_sides() {
    stolen("full", 0.50, 0.51, 0.52);
    stolen("label", 0.30, 0.30, 0.30);
    assertThat(atLeast(0.19)).isEqualTo(Decision.UNDECIDED);
    assertThat(atLeast(0.23)).isEqualTo(Decision.UNDECIDED);
    assertThat(atLeast(0.18)).isEqualTo(Decision.HOLDS);
  }

  @Test
  void seeds_that_are_all_at_the_limit_decide_nothing() {
    stolen("full", 0.5, 0.5, 0.5);
    stolen("label", 0.5, 0.5, 0.5);
    assertThat(atLeast(0)).isEqualTo(Decision.UNDECIDED);
    assertThat(atMost(0)).isEqualTo(Decision.UNDECIDED);
  }

  @Test
  void a_figure_that_is_not_defined_decides_nothing() {
    stolen("full", 0.5, Double.NaN, 0.5);
    stolen("label", 0.1, 0.1, 0.1);
    assertThat(atLeast(0)).isEqualTo(Decision.UNDECIDED);
    assertThat(decide(OptionalDouble.of(0), OptionalDouble.empty()).measured()).isEmpty();
  }

  @Test
  void one_seed_decides_nothing() {
    stolen("full", 0.9);
    stolen("label", 0.1);
    assertThat(atLeast(0.1)).isEqualTo(Decision.UNDECIDED);
  }

  @Test
  void a_claim_whose_tables_were_not_made_is_not_measured() {
    stolen("full", 0.9, 0.9);
    assertThat(atLeast(0.1)).isEqualTo(Decision.NOT_MEASURED);
  }

  @Test
  void the_test_is_written_out() {
    assertThat(decide(OptionalDouble.of(0.1), OptionalDouble.empty()).test())
        .isEqualTo("fidelity(v by t as c, 10 × full) − fidelity(v by t as c, 10 × label) ≥ 0.1");
  }
}
