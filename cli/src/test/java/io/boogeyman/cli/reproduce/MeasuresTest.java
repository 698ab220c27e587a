package io.boogeyman.cli.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
