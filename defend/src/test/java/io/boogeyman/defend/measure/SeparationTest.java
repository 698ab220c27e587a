package io.boogeyman.defend.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeparationTest {

  /** The golden example has own images score high; turned round, foreign ones do. */
  @Test
  void area_counts_ties_half() {
    Separation separation =
        new Separation(new double[] {-.9, -.8, -.7, -.6}, new double[] {-.85, -.5, -.4, -.6});
    assertThat(separation.auroc().estimate()).isCloseTo(.78125, within(1e-12));
  }

  @Property(tries = 200)
  void area_is_the_share_of_pairs_in_the_right_order(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 3) Double> own,
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 3) Double> foreign) {
    double[] ours = coarse(own);
    double[] theirs = coarse(foreign);
    double pairs = 0;
    for (double a : ours) {
      for (double b : theirs) {
        pairs += b > a ? 1 : b == a ? .5 : 0;
      }
    }
    Separation separation = new Separation(ours, theirs);
    double area = separation.auroc().estimate();

    assertThat(area).isCloseTo(pairs / ours.length / theirs.length, within(1e-12));
    assertThat(new Separation(theirs, ours).auroc().estimate()).isCloseTo(1 - area, within(1e-12));
    assertThat(new Separation(bent(ours), bent(theirs)).auroc().estimate())
        .isCloseTo(area, within(1e-12));
    assertThat(separation.averagePrecision()).isBetween(0.0, 1.0);
    assertThat(separation.averagePrecisionOfOwn()).isBetween(0.0, 1.0);
    assertThat(separation.bestAccuracy()).isBetween(0.5, 1.0);
    assertThat(separation.falseAlarmsAt(.95)).isBetween(0.0, 1.0);
  }

  /** With ties. */
  private static double[] coarse(List<Double> values) {
    return values.stream().mapToDouble(v -> Math.rint(v * 4)).toArray();
  }

  private static double[] bent(double... values) {
    return Arrays.stream(values).map(v -> v * v * v - 7).toArray();
  }

  @Test
  void what_is_wholly_apart_is_wholly_found() {
    Separation apart = new Separation(new double[] {1, 2, 3}, new double[] {4, 5});
    assertThat(apart.auroc().estimate()).isEqualTo(1);
    assertThat(apart.averagePrecision()).isEqualTo(1);
    assertThat(apart.averagePrecisionOfOwn()).isEqualTo(1);
    assertThat(apart.falseAlarmsAt(.95)).isZero();
    assertThat(apart.bestAccuracy()).isEqualTo(1);
  }

  @Test
  void a_threshold_flags_no_more_own_images_than_was_wished_on_average() {
    SplittableRandom chance = new SplittableRandom(1);
    double flagged = 0;
    for (int i = 0; i < 2_000; i++) {
      double[] scores = DoubleStream.generate(chance::nextGaussian).limit(39).toArray();
      flagged += Threshold.byRank(scores, .05).flags(chance.nextGaussian()) ? 1 : 0;
    }
    assertThat(flagged / 2_000).isBetween(.035, .065);
  }

  @Test
  void too_few_images_to_choose_by_are_refused() {
    double[] scores = IntStream.range(0, 98).mapToDouble(i -> i).toArray();
    assertThatThrownBy(() -> Threshold.byRank(scores, .01))
        .hasMessage(
            "a share of 0.01 of false alarms needs at least 99 images to choose by, not 98");
    assertThatThrownBy(() -> new Separation(new double[] {Double.NaN}, scores))
        .hasMessage("a score of the own images is not a finite number");
  }

  @Test
  void achieved_rates_come_with_their_interval() {
    Separation separation = new Separation(new double[] {0, 1, 2, 3}, new double[] {2.5, 4, 5, 6});
    Threshold threshold = new Threshold(2.9, .25);
    assertThat(separation.found(threshold).estimate()).isEqualTo(.75);
    assertThat(separation.falseAlarms(threshold).estimate()).isEqualTo(.25);
    assertThat(separation.found(threshold).low()).isLessThan(.75);
  }

  @Test
  void the_curve_runs_from_nothing_flagged_to_everything_and_encloses_the_area() {
    double[] own = new SplittableRandom(1).doubles(500).toArray();
    double[] foreign = new SplittableRandom(2).doubles(500).map(d -> d + .3).toArray();
    Separation separation = new Separation(own, foreign);

    List<List<Double>> curve = separation.curve(100);

    double area = 0;
    for (int i = 1; i < curve.size(); i++) {
      double width = curve.get(i).get(0) - curve.get(i - 1).get(0);
      assertThat(width).isNotNegative();
      area += width * (curve.get(i).get(1) + curve.get(i - 1).get(1)) / 2;
    }
    assertThat(curve.get(0)).containsExactly(0.0, 0.0);
    assertThat(curve.get(curve.size() - 1)).containsExactly(1.0, 1.0);
    assertThat(area).isCloseTo(separation.auroc().estimate(), within(0.01));
  }
}
