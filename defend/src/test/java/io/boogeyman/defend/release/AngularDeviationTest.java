package io.boogeyman.defend.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Values computed in double precision from the explicit matrix of gradients. */
class AngularDeviationTest {
  private static final double[] Y = {.7, .2, .1};
  private static final double[] EVEN = {1 / 3., 1 / 3., 1 / 3.};
  private static final double[] SKEWED = {.5, .3, .2};

  @Test
  void compares_angles_of_single_classes() {
    assertSingles(EVEN, .0243417, 2.7184212, 3.2572371);
    assertSingles(SKEWED, .0132015, 3.3867505, 3.2371791);
    assertSingles(new double[] {.2, .5, .3}, .0008057, 3, 2.3306233);
  }

  private static void assertSingles(double[] guess, double... expected) {
    Angle angle = new Angle(Y, guess);
    for (int k = 0; k < Y.length; k++) {
      assertThat(angle.deviation(angle.difference(k), guess[k], 1, 1))
          .isCloseTo(expected[k], offset(1e-6));
    }
  }

  @Test
  void goes_towards_the_class_that_turns_most() {
    assertNear(mad(.5, false).perturb(Y, EVEN), .5055556, .1444444, .35);
    assertNear(mad(1, false).perturb(Y, EVEN), .3111111, .0888889, .6);
    assertNear(mad(.5, false).perturb(Y, SKEWED), .48125, .45, .06875);
  }

  @Test
  void goes_towards_an_even_set_of_classes_where_the_label_is_kept() {
    assertNear(mad(.5, true).goal(Y, EVEN), .5000025, 0, .4999975);
    assertNear(mad(.5, true).perturb(Y, EVEN), .5750008, .0749992, .35);
    assertThat(mad(.5, true).goal(Y, SKEWED)).containsExactly(EVEN, offset(1e-5));
    assertNear(mad(.5, true).perturb(Y, SKEWED), .45, .2909089, .2590911);
    assertThat(byMatrix(mad(.5, true).goal(Y, EVEN), Y, EVEN, new double[] {1, 2}))
        .isCloseTo(1.2815626, offset(1e-6));
    assertThat(byMatrix(mad(.5, true).goal(Y, SKEWED), Y, SKEWED, new double[] {1, 2}))
        .isCloseTo(3.8898196, offset(1e-6));
  }

  @Test
  void takes_the_steps_of_the_authors() {
    assertThat(Ball.L1.step(Y, new double[] {0, 0, 1}, .5)).isCloseTo(.27777776, offset(1e-8));
    assertThat(Ball.L1.step(Y, new double[] {0, 0, 1}, 1)).isCloseTo(.55555552, offset(1e-8));
    assertThat(Ball.L1.step(Y, new double[] {.5000025, 0, .4999975}, .5))
        .isCloseTo(.62500383, offset(1e-6));
    assertThat(Ball.L1.step(Y, new double[] {0, 1, 0}, .5)).isCloseTo(.31249998, offset(1e-8));
  }

  @Test
  void by_distance_the_least_probable_class_is_the_goal() {
    AngularDeviation mad = new AngularDeviation(.5, Ball.L1, false, Deviation.DISTANCE);
    assertNear(mad.goal(Y, SKEWED), 0, 0, 1);
  }

  @Test
  void agrees_with_the_matrix_of_gradients() {
    RandomVectors vectors = new RandomVectors(1);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1_000; i++) {
      int classes = 2 + i % 9;
      double[] y = vectors.point(classes);
      double[] guess = vectors.point(classes);
      double[] features = random.doubles(5, -1, 1).toArray();
      Angle angle = new Angle(y, guess);
      for (int k = 0; k < classes; k++) {
        double[] single = new double[classes];
        single[k] = 1;
        if (Ball.L2.distance(y, guess) > .01 && Ball.L2.distance(single, guess) > .01) {
          assertThat(angle.deviation(angle.difference(k), guess[k], 1, 1))
              .isCloseTo(byMatrix(single, y, guess, features), offset(1e-6));
        }
      }
    }
  }

  /** ‖Gᵀỹ/‖Gᵀỹ‖ − Gᵀy/‖Gᵀy‖‖² with G_k the gradient of −log softmax_k by the last layer. */
  private static double byMatrix(double[] answer, double[] y, double[] guess, double[] features) {
    double[] one = new double[guess.length * features.length];
    double[] other = new double[one.length];
    for (int k = 0; k < guess.length; k++) {
      for (int row = 0; row < guess.length; row++) {
        for (int column = 0; column < features.length; column++) {
          double gradient = (guess[row] - (row == k ? 1 : 0)) * features[column];
          one[row * features.length + column] += answer[k] * gradient;
          other[row * features.length + column] += y[k] * gradient;
        }
      }
    }
    double first = Math.sqrt(Simplex.dot(one, one));
    double second = Math.sqrt(Simplex.dot(other, other));
    double squares = 0;
    for (int i = 0; i < one.length; i++) {
      squares += Math.pow(one[i] / first - other[i] / second, 2);
    }
    return squares;
  }

  @Test
  void finds_the_best_of_all_sets_up_to_ten_classes() {
    RandomVectors vectors = new RandomVectors(2);
    for (int i = 0; i < 300; i++) {
      int classes = 2 + i % 9;
      double[] y = vectors.point(classes);
      double[] guess = vectors.point(classes);
      if (!new Angle(y, guess).isDefined()) {
        continue;
      }
      double[] goal = mad(1, true).goal(y, guess);
      double best = 0;
      int top = Simplex.top(y);
      for (int set = 1; set < 1 << classes; set++) {
        best = (set >> top & 1) == 1 ? Math.max(best, deviation(set, y, guess)) : best;
      }
      assertThat(deviation(goal, y, guess)).isCloseTo(best, offset(1e-9));
    }
  }

  private static double deviation(int set, double[] y, double[] guess) {
    double[] goal = new double[y.length];
    for (int k = 0; k < y.length; k++) {
      goal[k] = set >> k & 1;
    }
    goal[Simplex.top(y)] += 1e-5;
    return deviation(Simplex.normalised(goal), y, guess);
  }

  private static double deviation(double[] answer, double[] y, double[] guess) {
    Angle angle = new Angle(y, guess);
    return angle.deviation(
        Simplex.dot(answer, angle.differences()),
        Simplex.dot(answer, guess),
        Simplex.dot(answer, answer),
        1);
  }

  @Test
  void does_no_worse_than_growing_a_set_class_by_class_where_there_are_more() {
    RandomVectors vectors = new RandomVectors(3);
    for (int i = 0; i < 200; i++) {
      double[] y = vectors.point(43);
      double[] guess = nearlyEven(43, i);
      assertThat(deviation(mad(1, true).goal(y, guess), y, guess))
          .isGreaterThanOrEqualTo(.99 * grown(y, guess));
    }
  }

  private static double[] nearlyEven(int classes, long seed) {
    double[] guess = new double[classes];
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < classes; k++) {
      guess[k] = Math.exp(.3 * random.nextGaussian());
    }
    return Simplex.normalised(guess);
  }

  /** The authors' search: 1,024 sets at most, each the former and the class that adds most. */
  private static double grown(double[] y, double[] guess) {
    double[] set = new double[y.length];
    set[Simplex.top(y)] = 1 + 1e-5;
    double best = 0;
    for (int tried = 0, size = 1; tried < 1_024 && size < y.length; size++) {
      int added = -1;
      double most = -1;
      for (int k = 0; k < y.length; k++) {
        if (set[k] == 0) {
          set[k] = 1;
          double value = deviation(Simplex.normalised(set.clone()), y, guess);
          set[k] = 0;
          tried++;
          if (value > most) {
            most = value;
            added = k;
          }
        }
      }
      set[added] = 1;
      best = Math.max(best, most);
    }
    return best;
  }

  @Test
  void fills_the_ball_of_divergence_and_never_passes_it() {
    RandomVectors vectors = new RandomVectors(4);
    for (int i = 0; i < 2_000; i++) {
      int classes = vectors.classes();
      double[] y = Simplex.of(vectors.vector(classes));
      double epsilon = Math.pow(10, -3 + i % 5);
      AngularDeviation mad = new AngularDeviation(epsilon, Ball.KL, i % 2 == 0, Deviation.ANGLE);
      double[] goal = mad.goal(y, nearlyEven(classes, i));
      double step = Ball.KL.step(y, goal, epsilon);
      double divergence = Ball.KL.distance(y, Simplex.between(y, goal, step));
      assertThat(divergence).isLessThanOrEqualTo(epsilon * (1 + 1e-9) + 1e-12);
      assertThat(step > 1 - 1e-9 || divergence > epsilon * (1 - 1e-6)).isTrue();
    }
  }

  @Test
  void leaves_nothing_undefined_where_the_thief_answers_as_the_victim() {
    assertNear(mad(.5, false).perturb(Y, Y), .5055556, .1444444, .35);
  }

  private static AngularDeviation mad(double epsilon, boolean keepsLabel) {
    return new AngularDeviation(epsilon, Ball.L1, keepsLabel, Deviation.ANGLE);
  }

  private static void assertNear(double[] actual, double... expected) {
    assertThat(actual).containsExactly(expected, offset(1e-6));
  }
}
