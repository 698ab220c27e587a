package io.boogeyman.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.cli.result.ClassResult;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.core.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuresTest {

  private static double correlation(double[] x, double... y) {
    return Measures.rankCorrelation(x, y);
  }

  @Test
  void ranks_that_agree_correlate_fully_whatever_the_values() {
    assertThat(correlation(new double[] {1, 2, 30}, 0.1, 0.2, 0.21)).isEqualTo(1, within(1e-12));
    assertThat(correlation(new double[] {1, 2, 30}, 3, 2, 1)).isEqualTo(-1, within(1e-12));
  }

  /** 1 − 6 Σ d² / (n (n² − 1)) with d = 1, −1, 1, −1: 1 − 24 / 60. */
  @Test
  void without_ties_it_is_the_formula_of_squared_differences() {
    assertThat(correlation(new double[] {1, 2, 3, 4}, 2, 1, 4, 3)).isEqualTo(0.6, within(1e-12));
  }

  /** scipy.stats.spearmanr([0, 0, 1, 5], [0.1, 0.3, 0.2, 0.9]) is 0.6324555320336759. */
  @Test
  void equals_share_their_mean_rank() {
    assertThat(correlation(new double[] {0, 0, 1, 5}, 0.1, 0.3, 0.2, 0.9))
        .isEqualTo(0.6324555320336759, within(1e-12));
  }

  @Test
  void where_all_are_equal_no_correlation_is_defined() {
    assertThat(correlation(new double[] {2, 2, 2}, 1, 2, 3)).isNaN();
  }

  private static ClassResult known(double victim, double copy) {
    Interval any = Interval.exactly(0);
    return new ClassResult(10, Interval.exactly(victim), Interval.exactly(copy), any);
  }

  private static double rareClasses(List<Integer> named, ClassResult... classes) {
    Interval any = Interval.exactly(0);
    Surrogate copy =
        new Surrogate(
            "full", 10, 10, 1, "5l", "", any, any, any, any, any, List.of(classes), 1, 1, 0, 1);
    return Measures.rareClasses(copy, named);
  }

  /** Kept are 1/2, 1/4 and 1 of what the victim knows, named 5, 1 and 9 times. */
  @Test
  void rare_classes_lose_most_where_what_is_kept_rises_with_how_often_a_class_is_named() {
    assertThat(rareClasses(List.of(5, 1, 9), known(0.8, 0.4), known(0.4, 0.1), known(0.2, 0.2)))
        .isEqualTo(1, within(1e-12));
  }

  @Test
  void a_class_that_the_victim_does_not_know_says_nothing() {
    assertThat(
            rareClasses(
                List.of(5, 1, 9, 0),
                known(0.8, 0.4),
                known(0.4, 0.1),
                known(0.2, 0.2),
                known(0, 1)))
        .isEqualTo(1, within(1e-12));
  }
}
