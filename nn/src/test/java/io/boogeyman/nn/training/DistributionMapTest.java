package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DistributionMapTest {
  private static final Compute COMPUTE = Compute.cpu(1);
  private static final int CLASSES = 5;

  /** Peaked distributions: softmax of three times normal numbers. */
  private static float[] distributions(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] all = new float[rows * CLASSES];
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int k = 0; k < CLASSES; k++) {
        double value = Math.exp(3 * random.nextGaussian());
        all[i * CLASSES + k] = (float) value;
        sum += value;
      }
      for (int k = 0; k < CLASSES; k++) {
        all[i * CLASSES + k] /= (float) sum;
      }
    }
    return all;
  }

  /** Half of it, with the classes one further, and half of what is even. */
  private static float[] bent(float[] rows) {
    return bent(rows, 0.5f);
  }

  private static float[] bent(float[] rows, float share) {
    float[] bent = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int row = i / CLASSES * CLASSES;
      bent[row + (i - row + 1) % CLASSES] = share * rows[i] + (1 - share) / CLASSES;
    }
    return bent;
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
    }
    return sum * CLASSES / one.length;
  }

  private static DistributionMap fit(float[] from, float[] to, int epochs) {
    return DistributionMap.fit(from, to, CLASSES, epochs, COMPUTE, new Seed(1), Progress.SILENT);
  }

  @Test
  void undoes_a_bent_it_was_shown_for_rows_that_it_was_not() {
    float[] known = distributions(4000, 1);
    float[] others = distributions(500, 2);
    try (DistributionMap map = fit(bent(known), known, 60)) {
      double before = distance(bent(others), others);
      assertThat(before).isGreaterThan(0.9);
      assertThat(distance(map.apply(bent(others)), others)).isLessThan(0.15 * before);
    }
  }

  @Test
  void tells_apart_what_was_squeezed_a_hundredfold_towards_the_mean() {
    float[] known = distributions(4000, 1);
    float[] others = distributions(500, 2);
    try (DistributionMap map = fit(bent(known, 0.01f), known, 60)) {
      assertThat(distance(map.apply(bent(others, 0.01f)), others)).isLessThan(0.2);
    }
  }

  @Test
  void makes_nothing_of_a_class_that_never_varied_where_it_suddenly_does() {
    float[] rows = distributions(1000, 3);
    for (int i = 0; i < rows.length; i += CLASSES) {
      float left = 1 - rows[i + CLASSES - 1];
      for (int k = 0; k < CLASSES; k++) {
        rows[i + k] = k == CLASSES - 1 ? 0 : rows[i + k] / left;
      }
    }
    float[] sudden = {0.3f, 0.1f, 0.05f, 0.05f, 0.5f};
    try (DistributionMap map = fit(rows, rows, 3)) {
      assertThat(distance(map.apply(sudden), sudden)).isLessThan(0.3);
    }
  }

  @Test
  void leaves_what_needs_no_change_nearly_as_it_is() {
    float[] rows = distributions(1000, 3);
    try (DistributionMap map = fit(rows, rows, 3)) {
      assertThat(distance(map.apply(rows), rows)).isLessThan(0.02);
    }
  }

  @Test
  void gives_distributions_even_for_zeros_and_ones() {
    float[] certain = {1, 0, 0, 0, 0};
    float[] rows = distributions(100, 4);
    try (DistributionMap map = fit(rows, rows, 1)) {
      float[] mapped = map.apply(certain);
      double sum = 0;
      for (float value : mapped) {
        assertThat(value).isBetween(0f, 1f);
        sum += value;
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void the_same_seed_learns_the_same_bits() {
    float[] rows = distributions(300, 5);
    try (DistributionMap one = fit(bent(rows), rows, 2);
        DistributionMap other = fit(bent(rows), rows, 2)) {
      assertThat(one.apply(rows)).isEqualTo(other.apply(rows));
    }
  }

  @Test
  void rows_that_do_not_match_are_refused() {
    assertThatThrownBy(() -> fit(new float[5], new float[10], 1))
        .hasMessageContaining("not 5 and 10 values");
  }
}
