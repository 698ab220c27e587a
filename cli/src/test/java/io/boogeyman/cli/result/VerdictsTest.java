package io.boogeyman.cli.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {

  @Test
  void says_what_was_reached_for_how_much() {
    Verdict verdict = Verdicts.of(List.of(row("full", 20000, 30, 0.913)), 43, true);
    assertThat(verdict.sentence())
        .isEqualTo(
            "Stolen: for 20,000 answers (full vectors, costing 30.00) a thief gets a copy that is"
                + " 91.3 % as accurate as the victim and agrees with it on 89.0 % of test images.");
  }

  @Test
  void counts_what_was_answered_rather_than_what_was_to_be_asked() {
    Summary refused = stopped("released", 1000, 1);
    assertThat(Verdicts.of(List.of(refused), 43, true).sentence())
        .startsWith("Resisted: for 1 answer (what the policy releases) a thief gets no more than");
  }

  @Test
  void names_no_money_where_answers_are_free() {
    assertThat(Verdicts.of(List.of(row("label", 500, 0, 0.6)), 43, true).sentence())
        .startsWith("Partly stolen: for 500 answers (labels) a thief gets");
  }

  @ParameterizedTest
  @CsvSource({
    "0.499, RESISTED",
    "0.5, PARTLY_STOLEN",
    "0.799, PARTLY_STOLEN",
    "0.8, STOLEN",
    "1.02, STOLEN"
  })
  void judges_by_the_recovery(double recovery, Verdict.Level level) {
    assertThat(Verdicts.of(List.of(row("full", 10, 0, recovery)), 43, true).level())
        .isEqualTo(level);
  }

  @Test
  void judges_by_the_strongest_thief_and_of_equals_the_cheapest() {
    Summary cheap = row("top-5", 1000, 1, 0.7);
    assertThat(
            Verdicts.strongest(
                List.of(row("full", 5000, 5, 0.7), cheap, row("label", 5000, 5, 0.3))))
        .isEqualTo(cheap);
  }

  @Test
  void advises_the_coarser_answer_that_cuts_most_at_the_same_budget() {
    Verdict verdict =
        Verdicts.of(
            List.of(
                row("full", 5000, 5, 0.91),
                row("top-5", 5000, 5, 0.8),
                row("label", 5000, 5, 0.55),
                row("label", 1000, 1, 0.2)),
            43,
            true);
    assertThat(verdict.advice())
        .isEqualTo(
            "Answering with labels only would cut the thief's recovery from 91.0 % to 55.0 % at the"
                + " same budget.");
  }

  @Test
  void says_how_the_strongest_thief_used_what_a_policy_released() {
    List<Summary> rows = List.of(row("released", 9, 0, 0.2), row("recovered", 9, 0, 0.6));
    assertThat(Verdicts.of(rows, 43, true).sentence())
        .contains("9 answers (what the policy releases, undone by an inverse learnt from it)");
    assertThat(Verdicts.of(List.of(row("averaged-4", 9, 0, 0.6)), 43, true).sentence())
        .contains("(means over 4 variations of an image)");
    assertThat(Verdicts.of(List.of(row("released", 9, 0, 0.6)), 43, true).sentence())
        .contains("(what the policy releases)");
  }

  @Test
  void advises_nothing_against_a_thief_whose_copies_of_coarser_answers_were_not_measured() {
    assertThat(advice(row("recovered", 9, 0, 0.9), row("label", 9, 0, 0.3)))
        .isEqualTo("What this thief would get of coarser answers was not measured.");
    assertThat(advice(row("released", 9, 0, 0.9), row("label", 9, 0, 0.3)))
        .startsWith("Answering with labels only would cut");
  }

  @Test
  void sees_no_difference_where_intervals_overlap() {
    assertThat(advice(row("full", 5000, 5, 0.91), row("label", 5000, 5, 0.90)))
        .isEqualTo("Coarser answers made no measurable difference here: the intervals overlap.");
  }

  @Test
  void does_not_advise_finer_answers_or_ones_that_cannot_be_compared() {
    assertThat(advice(row("top-5", 5000, 5, 0.91), row("full", 5000, 5, 0.5)))
        .startsWith("Coarser answers were not measured");
    assertThat(advice(row("top-5", 5000, 5, 0.91), row("round-1", 5000, 5, 0.5)))
        .startsWith("Coarser answers were not measured");
    assertThat(advice(row("round-3", 5000, 5, 0.91), row("round-1", 5000, 5, 0.5)))
        .startsWith("Answering with probabilities rounded to 1 decimal would cut");
  }

  @Test
  void offers_no_granularity_as_a_defence_where_labels_were_enough() {
    assertThat(advice(row("label", 5000, 5, 0.91), row("full", 5000, 5, 0.5)))
        .isEqualTo("The strongest thief used labels only: coarser answers are no defence here.");
  }

  @Test
  void warns_that_a_resisting_model_was_losing_ground() {
    assertThat(advice(row("label", 1000, 1, 0.2), row("label", 5000, 5, 0.4)))
        .endsWith(
            "Recovery was still rising, from 20.0 % with 1,000 answers: a larger budget may take"
                + " more.");
    assertThat(advice(row("label", 1000, 1, 0.39), row("label", 5000, 5, 0.4)))
        .doesNotContain("rising");
  }

  @Test
  void points_to_the_better_thief_where_a_lesser_one_failed() {
    String hint = "'steal --best'";
    assertThat(Verdicts.of(List.of(row("full", 1000, 1, 0.3)), 43, false).advice()).contains(hint);
    assertThat(Verdicts.of(List.of(row("full", 1000, 1, 0.3)), 43, true).advice())
        .doesNotContain(hint);
    assertThat(Verdicts.of(List.of(row("full", 1000, 1, 0.9)), 43, false).advice())
        .doesNotContain(hint);
  }

  @Test
  void expects_no_more_of_a_better_thief_whom_a_policy_stops() {
    assertThat(Verdicts.of(List.of(stopped("released", 1000, 1)), 43, false).advice())
        .doesNotContain("--best");
  }

  @Test
  void says_when_a_copy_only_guesses() {
    assertThat(Verdicts.of(List.of(row("full", 100, 1, 0.02)), 43, true).sentence())
        .startsWith("Resisted: ")
        .endsWith("; that is no better than guessing among 43 classes.");
  }

  @Test
  void needs_a_row() {
    assertThatThrownBy(() -> Verdicts.of(List.of(), 43, true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String advice(Summary... rows) {
    return Verdicts.of(List.of(rows), 43, true).advice();
  }

  private static Summary stopped(String answers, int budget, int answered) {
    Summary row = row(answers, budget, 0, 0.1);
    return new Summary(
        answers,
        budget,
        answered,
        0,
        1,
        row.accuracy(),
        row.top5(),
        row.fidelity(),
        row.recovery(),
        row.divergence());
  }

  private static Summary row(String answers, int budget, double cost, double recovery) {
    Interval around = new Interval(recovery, recovery - 0.02, recovery + 0.02);
    Interval agreement = Interval.exactly(0.89);
    return new Summary(
        answers, budget, budget, cost, 3, around, around, agreement, around, Interval.exactly(0.5));
  }
}
