package io.boogeyman.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are SciPy's: binomtest(…).proportion_ci(method='wilson'), t.interval. */
class IntervalTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @ParameterizedTest
  @CsvSource({
    "8, 10, 0.4901624715366418, 0.9433178485456248",
    "1, 3, 0.06149194472039626, 0.7923403991979523",
    "0, 20, 0, 0.16112515805281935",
    "20, 20, 0.8388748419471808, 1",
    "913, 1000, 0.8939135189433065, 0.9289255785476249"
  })
  void share_carries_wilsons_interval(long successes, long trials, double low, double high) {
    Interval share = Interval.share(successes, trials);
    assertThat(share.estimate()).isCloseTo((double) successes / trials, EXACT);
    assertThat(share.low()).isCloseTo(low, EXACT);
    assertThat(share.high()).isCloseTo(high, EXACT);
  }

  @Property
  void share_stays_within_0_and_1_around_its_estimate(
      @ForAll @IntRange(min = 1, max = 100_000) int trials,
      @ForAll @IntRange(max = 100_000) int n) {
    for (int successes : new int[] {0, n % (trials + 1), trials}) {
      Interval share = Interval.share(successes, trials);
      assertThat(share.low()).isBetween(0.0, share.estimate());
      assertThat(share.high()).isBetween(share.estimate(), 1.0);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 5", "6, 5"})
  void share_refuses_what_is_no_share(long successes, long trials) {
    assertThatThrownBy(() -> Interval.share(successes, trials))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mean_of_few_values_carries_students_interval() {
    Interval mean = Interval.mean(1, 2, 3, 4, 10);
    assertThat(mean.estimate()).isCloseTo(4, EXACT);
    assertThat(mean.low()).isCloseTo(-0.3899451654254138, EXACT);
    assertThat(mean.high()).isCloseTo(8.389945165425413, EXACT);
  }

  @Test
  void mean_of_one_value_is_that_value_without_an_interval() {
    assertThat(Interval.mean(0.7)).isEqualTo(new Interval(0.7, 0.7, 0.7));
  }

  @Test
  void mean_of_no_value_is_refused() {
    assertThatThrownBy(() -> Interval.mean()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mean_known_by_its_moments_carries_the_normal_interval() {
    Interval mean = Interval.mean(5, 4, 100);
    assertThat(mean.low()).isCloseTo(5 - 1.959963984540054 * 0.2, EXACT);
    assertThat(mean.high()).isCloseTo(5 + 1.959963984540054 * 0.2, EXACT);
  }

  @Test
  void factor_multiplies_all_three_values() {
    assertThat(new Interval(2, 1, 4).times(3)).isEqualTo(new Interval(6, 3, 12));
  }
}
