package io.boogeyman.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantileTest {

  @Test
  void a_median_is_the_value_in_the_middle_whatever_their_order() {
    assertThat(Quantile.median(9, 1, 5)).isEqualTo(5);
  }

  @Test
  void of_two_in_the_middle_it_is_their_mean() {
    assertThat(Quantile.median(4, 1, 3, 2)).isEqualTo(2.5);
  }

  @Test
  void a_quantile_is_one_of_the_values_the_lower_one_of_two() {
    assertThat(Quantile.of(new double[] {4, 1, 3, 2}, 0.5)).isEqualTo(2);
  }

  @Test
  void shares_reach_from_the_least_to_the_largest() {
    double[] values = {3, 1, 2};
    assertThat(Quantile.of(values, 0)).isEqualTo(1);
    assertThat(Quantile.of(values, 1)).isEqualTo(3);
  }

  @Test
  void the_values_stay_in_their_order() {
    double[] values = {3, 1, 2};
    Quantile.of(values, 0.5);
    assertThat(values).containsExactly(3, 1, 2);
  }
}
