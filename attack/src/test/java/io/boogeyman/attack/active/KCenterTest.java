package io.boogeyman.attack.active;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KCenterTest {
  private static final float[][] NONE = {};

  /** Golden order, computed with numpy. */
  @Test
  void takes_the_farthest_again_and_again() {
    float[][] points = {{0, 0}, {1, 0}, {0, 3}, {5, 5}, {4.9f, 5}};
    assertThat(KCenter.choose(points, NONE, 4)).containsExactly(0, 3, 2, 1);
  }

  @Test
  void stays_away_from_what_was_asked() {
    float[][] points = {{0, 0}, {1, 0}, {9, 9}};
    assertThat(KCenter.choose(points, new float[][] {{9, 8}, {1, 1}}, 1)).containsExactly(0);
  }

  @Test
  void chooses_no_point_twice_even_if_all_are_one() {
    float[][] points = {{1, 1}, {1, 1}, {1, 1}};
    assertThat(KCenter.choose(points, points, 3)).containsExactlyInAnyOrder(0, 1, 2);
  }

  /** Gonzalez (1985); the optimum is found by trying all triples. */
  @Property(tries = 100)
  void covers_all_points_within_twice_the_best_radius(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] points = new float[12][];
    Arrays.setAll(
        points, i -> new float[] {(float) random.nextDouble(), (float) random.nextDouble()});
    double best = Double.POSITIVE_INFINITY;
    for (int a = 0; a < points.length; a++) {
      for (int b = a + 1; b < points.length; b++) {
        for (int c = b + 1; c < points.length; c++) {
          best = Math.min(best, radius(points, a, b, c));
        }
      }
    }
    assertThat(radius(points, KCenter.choose(points, NONE, 3))).isLessThanOrEqualTo(2 * best);
  }

  private static double radius(float[][] points, int... centres) {
    return Arrays.stream(points)
        .mapToDouble(
            p -> IntStream.of(centres).mapToDouble(c -> distance(p, points[c])).min().orElseThrow())
        .max()
        .orElseThrow();
  }

  private static double distance(float[] a, float[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }
}
