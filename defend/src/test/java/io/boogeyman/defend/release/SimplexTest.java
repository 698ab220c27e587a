package io.boogeyman.defend.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.boogeyman.core.prediction.Answer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SimplexTest {

  @Test
  void projects_to_the_nearest_point() {
    assertNear(Simplex.nearest(new double[] {.5, .7, -.2}, 1), .4, .6, 0);
    assertNear(Simplex.nearest(new double[] {2, 1, 0}, 1), 1, 0, 0);
    assertNear(Simplex.nearest(new double[] {.1, .1, .1}, 1), 1 / 3., 1 / 3., 1 / 3.);
  }

  /** The ball of L1 is the simplex of absolute values, with their signs. */
  @Test
  void projects_to_the_ball_by_absolute_values() {
    assertNear(ball(new double[] {.5, -.3, .1}, .5), .35, -.15, 0);
    assertNear(ball(new double[] {1, -1, 0}, 1), .5, -.5, 0);
  }

  private static double[] ball(double[] point, double radius) {
    double[] nearest = Simplex.nearest(Arrays.stream(point).map(Math::abs).toArray(), radius);
    for (int k = 0; k < point.length; k++) {
      nearest[k] = Math.copySign(nearest[k], point[k]);
    }
    return nearest;
  }

  @Test
  void no_point_of_the_simplex_is_nearer_than_the_projection() {
    RandomVectors vectors = new RandomVectors(1);
    for (int i = 0; i < 1_000; i++) {
      double[] point = vectors.point(5);
      for (int k = 0; k < point.length; k++) {
        point[k] = 3 * point[k] - .4;
      }
      double[] nearest = Simplex.nearest(point, 1);
      assertThat(Arrays.stream(nearest).sum()).isCloseTo(1, offset(1e-12));
      assertThat(Ball.L2.distance(point, nearest))
          .isLessThanOrEqualTo(Ball.L2.distance(point, vectors.point(5)));
    }
  }

  @Test
  void brings_rounded_answers_to_a_sum_of_one() {
    assertNear(Simplex.of(new Answer.Vector(.4f, .4f, .1f)), 4 / 9., 4 / 9., 1 / 9.);
  }

  @Test
  void reads_zeros_alone_as_all_classes_alike() {
    assertNear(Simplex.of(new Answer.Vector(0, 0)), .5, .5);
  }

  @Test
  void keeps_the_top_class_first_where_single_precision_makes_equals() {
    Answer.Vector answer = Simplex.answer(new double[] {.5 - 1e-12, .5 + 1e-12}, 1);
    assertThat(answer.top()).isEqualTo(1);
    assertThat(answer.probability(0)).isEqualTo(Math.nextDown(.5f));
  }

  @Test
  void keeps_what_is_over_zero_over_zero() {
    assertThat(Simplex.answer(new double[] {1, 1e-50, 0}).toArray())
        .containsExactly(1, Float.MIN_VALUE, 0);
  }

  private static void assertNear(double[] actual, double... expected) {
    assertThat(actual).containsExactly(expected, offset(1e-6));
  }
}
