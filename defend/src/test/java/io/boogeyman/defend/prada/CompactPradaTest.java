package io.boogeyman.defend.prada;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CompactPradaTest {
  private static final CompactPrada PRADA = new CompactPrada(new Seed(1), Prada.DELTA);

  @Test
  void a_state_takes_at_most_64_kib_whatever_is_asked() {
    CompactClient client = PRADA.begin();
    SplittableRandom chance = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      PRADA.update(client, new PradaQuery<>(point(chance), chance.nextInt(5_000)));
    }
    assertThat(PRADA.write(client)).hasSizeBetween(48 << 10, 64 << 10);
  }

  @Test
  void a_state_that_was_written_goes_on_as_if_it_had_not() {
    SplittableRandom chance = new SplittableRandom(2);
    CompactClient whole = PRADA.begin();
    CompactClient moved = PRADA.begin();
    for (int i = 0; i < 1_500; i++) {
      PradaQuery<float[]> query = new PradaQuery<>(point(chance), i % 7);
      PRADA.update(whole, query);
      moved = PRADA.update(moved, query);
      moved = i % 50 == 0 ? PRADA.read(PRADA.write(moved)) : moved;
    }
    assertThat(PRADA.write(moved)).isEqualTo(PRADA.write(whole));
  }

  @Test
  void it_is_the_exact_one_by_the_codes_rule_while_nothing_is_left_out() {
    Prada<double[]> exact = new Prada<>(VectorSet::new, PradaRule.CODE, Prada.DELTA);
    PradaClient<double[]> all = exact.begin();
    CompactClient few = PRADA.begin();
    SplittableRandom chance = new SplittableRandom(3);
    for (int i = 0; i < 311; i++) {
      float[] point = point(chance);
      double[] same = new double[point.length];
      Arrays.setAll(same, d -> point[d]);
      exact.update(all, new PradaQuery<>(same, i % 2));
      PRADA.update(few, new PradaQuery<>(point, i % 2));
    }
    assertThat(few.w()).isLessThan(1).isCloseTo(all.w(), within(1e-4));
  }

  @Test
  void bytes_that_are_no_state_are_refused_in_one_line() {
    assertThatThrownBy(() -> PRADA.read(new byte[8]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("these bytes are no state of the compact PRADA");
    byte[] state = PRADA.write(PRADA.begin());
    assertThatThrownBy(() -> PRADA.read(Arrays.copyOf(state, state.length - 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a state of the compact PRADA that is cut short or damaged");
  }

  @Test
  void projected_points_are_about_as_far_from_each_other_as_before() {
    RandomProjection projection = new RandomProjection(new Seed(1), 3_000, CompactPrada.DIMENSIONS);
    SplittableRandom chance = new SplittableRandom(4);
    double ratio = 0;
    for (int i = 0; i < 100; i++) {
      float[] difference = new float[3_000];
      double squares = 0;
      for (int d = 0; d < difference.length; d++) {
        difference[d] = (float) chance.nextGaussian();
        squares += difference[d] * difference[d];
      }
      double projected = 0;
      for (float value : projection.of(difference)) {
        projected += value * value;
      }
      ratio += projected / squares / 100;
    }
    assertThat(ratio).isBetween(.9, 1.1);
  }

  private static float[] point(SplittableRandom chance) {
    float[] point = new float[CompactPrada.DIMENSIONS];
    for (int d = 0; d < point.length; d++) {
      point[d] = (float) chance.nextGaussian();
    }
    return point;
  }
}
