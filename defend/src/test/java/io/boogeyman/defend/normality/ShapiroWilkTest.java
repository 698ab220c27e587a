package io.boogeyman.defend.normality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against values computed with SciPy. */
class ShapiroWilkTest {

  static Stream<Arguments> known() {
    return Stream.of(
        Arguments.of(numbers(1, 2, 3, 4, 5), .9867621552, .9671739),
        Arguments.of(numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), .9701646111, .8923673),
        Arguments.of(numbers(.1, .2, .2, .3, .9), .7499183068, .0297113),
        Arguments.of(
            numbers(148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236), .7888146949, .0067038),
        Arguments.of(
            quantiles(101, NormalDistribution.of(0, 1)::inverseCumulativeProbability),
            .9995668052,
            1),
        Arguments.of(quantiles(101, q -> q), .9547198890, .0016129),
        Arguments.of(quantiles(101, q -> -Math.log(1 - q)), .8290079865, 1.88e-9),
        Arguments.of(quantiles(20, q -> -Math.log(1 - q)), .8563574567, .0068248),
        Arguments.of(quantiles(50, q -> -Math.log(1 - q)), .8375865216, 7.2554e-6),
        Arguments.of(quantiles(1000, q -> -Math.log(1 - q)), .8180303937, 3.73e-32),
        Arguments.of(
            IntStream.range(0, 101)
                .mapToDouble(i -> i < 60 ? 1 + .001 * i : 3 + .001 * (i - 60))
                .toArray(),
            .6377171644,
            2.0e-14));
  }

  private static double[] numbers(double... numbers) {
    return numbers;
  }

  private static double[] quantiles(int n, DoubleUnaryOperator inverse) {
    return IntStream.rangeClosed(1, n)
        .mapToDouble(i -> inverse.applyAsDouble((i - .5) / n))
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("known")
  void known_samples_have_their_known_outcome(double[] sorted, double w, double p) {
    ShapiroWilk.Outcome outcome = ShapiroWilk.test(sorted, 0, sorted.length);

    assertThat(outcome.w()).isCloseTo(w, within(1e-6));
    assertThat(outcome.p()).isCloseTo(p, within(Math.max(1e-6, .01 * p)));
  }

  @Test
  void three_numbers_are_enough_and_fewer_are_not() {
    assertThat(ShapiroWilk.test(numbers(1, 2, 3), 0, 3).w()).isCloseTo(1, within(1e-12));
    assertThatThrownBy(() -> ShapiroWilk.w(numbers(1, 2), 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("normality needs at least 3 numbers, not 2");
  }

  @Test
  void numbers_that_are_all_equal_are_refused() {
    assertThatThrownBy(() -> ShapiroWilk.w(numbers(2, 2, 2), 0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("normality needs numbers that are not all equal");
  }

  @Property(tries = 200)
  void place_and_scale_do_not_matter(
      @ForAll @Size(min = 4, max = 60) List<@DoubleRange(min = 0, max = 1) Double> drawn) {
    double[] sorted = drawn.stream().mapToDouble(x -> x).sorted().toArray();
    if (sorted[sorted.length - 1] - sorted[0] < 1e-3) {
      return;
    }
    double[] moved = Arrays.stream(sorted).map(x -> 3 + 7 * x).toArray();
    double w = ShapiroWilk.w(sorted, 0, sorted.length);

    assertThat(w).isBetween(0.0, 1.0);
    assertThat(ShapiroWilk.w(moved, 0, moved.length)).isCloseTo(w, within(1e-9));
  }
}
