package io.boogeyman.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are SciPy's: binomtest(…).proportion_ci(method='wilson'), t.interval. */
class IntervalTest {
  private static final Offset<Double> EXACT = within(1e-12);

  /** What the thieves of the simulation reach on average, over all seeds and all images. */
  private static final double TRUE_ACCURACY = 0.8;

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
  void figure_of_a_single_seed_stays_as_it_is() {
    Interval figure = Interval.share(9, 10);
    assertThat(Interval.meanOverSeeds(List.of(figure))).isEqualTo(figure);
  }

  @Test
  void mean_over_no_seed_is_refused() {
    assertThatThrownBy(() -> Interval.meanOverSeeds(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void distances_over_seeds_and_over_the_sample_add_as_squares() {
    // Student's half over 1 and 3 is 12.706…; both figures reach 5 down and 9 up.
    Interval mean =
        Interval.meanOverSeeds(List.of(new Interval(1, -4, 10), new Interval(3, -2, 12)));
    double student = 12.706204736174694;
    assertThat(mean.estimate()).isCloseTo(2, EXACT);
    assertThat(mean.low()).isCloseTo(2 - Math.sqrt(student * student + 25), EXACT);
    assertThat(mean.high()).isCloseTo(2 + Math.sqrt(student * student + 81), EXACT);
  }

  @Property
  void seeds_that_agree_leave_the_samples_own_interval(
      @ForAll @IntRange(max = 1000) int right, @ForAll @IntRange(min = 2, max = 10) int seeds) {
    Interval figure = Interval.share(right, 1000);
    Interval mean = Interval.meanOverSeeds(Collections.nCopies(seeds, figure));
    assertThat(mean.estimate()).isCloseTo(figure.estimate(), EXACT);
    assertThat(mean.low()).isCloseTo(figure.low(), EXACT);
    assertThat(mean.high()).isCloseTo(figure.high(), EXACT);
  }

  @Property
  void mean_over_seeds_is_never_surer_than_the_seeds_or_the_sample_alone(
      @ForAll @Size(min = 2, max = 8) List<@IntRange(max = 500) Integer> right) {
    List<Interval> figures = right.stream().map(count -> Interval.share(count, 500)).toList();
    Interval mean = Interval.meanOverSeeds(figures);
    Interval seeds = Interval.mean(estimates(figures));
    assertThat(mean.low()).isLessThanOrEqualTo(seeds.low() + 1e-12);
    assertThat(mean.high()).isGreaterThanOrEqualTo(seeds.high() - 1e-12);
    double narrowest = figures.stream().mapToDouble(IntervalTest::width).min().orElseThrow();
    assertThat(width(mean)).isGreaterThanOrEqualTo(narrowest - 1e-12);
  }

  @Test
  void holds_the_true_value_19_times_in_20_where_seeds_alone_do_not() {
    SplittableRandom random = new SplittableRandom(1);
    int trials = 2000;
    int held = 0;
    int heldOverSeedsAlone = 0;
    for (int i = 0; i < trials; i++) {
      List<Interval> figures = thievesOnOneTestSet(5, 500, random);
      held += holds(Interval.meanOverSeeds(figures)) ? 1 : 0;
      heldOverSeedsAlone += holds(Interval.mean(estimates(figures))) ? 1 : 0;
    }
    assertThat((double) held / trials).isBetween(0.94, 0.97);
    assertThat((double) heldOverSeedsAlone / trials).isLessThan(0.7);
  }

  private static boolean holds(Interval interval) {
    return interval.low() <= TRUE_ACCURACY && TRUE_ACCURACY <= interval.high();
  }

  /** Each thief has a skill of its own; an image too hard for one is too hard for all weaker. */
  private static List<Interval> thievesOnOneTestSet(
      int thieves, int images, SplittableRandom random) {
    double[] hardness = random.doubles(images).toArray();
    return IntStream.range(0, thieves)
        .mapToDouble(thief -> TRUE_ACCURACY + 0.01 * random.nextGaussian())
        .mapToObj(skill -> Arrays.stream(hardness).filter(hard -> hard < skill).count())
        .map(right -> Interval.share(right, images))
        .toList();
  }

  private static double[] estimates(List<Interval> figures) {
    return figures.stream().mapToDouble(Interval::estimate).toArray();
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }
}
