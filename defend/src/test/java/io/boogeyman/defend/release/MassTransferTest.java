package io.boogeyman.defend.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MassTransferTest {
  private static final double MARGIN = 1e-4;

  /** GRAD²'s move of mass, computed from its definition. */
  @Test
  void moves_the_dearest_mass_to_the_cheapest_class() {
    double[] costs = {.4, -.1, .9, -.5};
    double[] y = {.6, .25, .1, .05};
    assertNear(new MassTransfer(costs).cheapest(y, .1), .6, .25, .05, .1);
    assertNear(new MassTransfer(costs).cheapest(y, .4), .5, .25, 0, .25);
    assertNear(new MassTransfer(costs).cheapest(y, 1), .2, .25, 0, .55);
    assertNear(new MassTransfer(costs).cheapest(y, 2), 0, 0, 0, 1);
  }

  /** Answers and costs found by a solver of linear programmes. */
  @Test
  void finds_the_least_informative_answers_of_a_solver() {
    double[] three = {.7, .2, .1};
    assertLeast(.2, three, -.9964057, .6, .2, .2);
    assertLeast(.5, three, -1.2882909, .45, .2, .35);
    assertLeast(1, three, -1.4227872, .3334, .3333, .3333);
    double[] four = {.9, .06, .03, .01};
    assertLeast(.2, four, Double.NaN, .8, .06, .03, .11);
    assertLeast(.5, four, Double.NaN, .65, .06, .03, .26);
    assertLeast(1, four, Double.NaN, .4, .06, .1401, .3999);
  }

  private static void assertLeast(double epsilon, double[] y, double cost, double... expected) {
    double[] answer = new LeastInformative(epsilon).perturb(y);
    double[] costs = LeastInformative.costs(y);
    // There may be several answers of least cost.
    assertThat(Simplex.dot(costs, answer)).isCloseTo(Simplex.dot(costs, expected), offset(1e-6));
    if (!Double.isNaN(cost)) {
      assertThat(Simplex.dot(costs, answer)).isCloseTo(cost, offset(1e-6));
    }
    assertKept(answer, y, epsilon);
  }

  @Test
  void nothing_on_a_fine_grid_is_cheaper() {
    RandomVectors vectors = new RandomVectors(1);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      double[] y = vectors.point(3);
      double[] costs = i % 2 == 0 ? LeastInformative.costs(y) : random.doubles(3).toArray();
      double epsilon = 2 * random.nextDouble();
      double[] answer = new MassTransfer(costs).cheapestKeepingLabel(y, epsilon, MARGIN);
      assertKept(answer, y, epsilon);
      assertThat(Simplex.dot(costs, answer))
          .isLessThanOrEqualTo(cheapestOnGrid(costs, y, epsilon) + 1e-6);
    }
  }

  private static double cheapestOnGrid(double[] costs, double[] y, double epsilon) {
    int top = Simplex.top(y);
    double cheapest = Double.POSITIVE_INFINITY;
    for (int a = 0; a <= 200; a++) {
      for (int b = 0; b <= 200 - a; b++) {
        double[] point = {a / 200., b / 200., (200 - a - b) / 200.};
        boolean kept = true;
        for (int k = 0; k < 3; k++) {
          kept &= k == top || point[top] >= point[k] + MARGIN;
        }
        if (kept && Ball.L1.distance(y, point) <= epsilon) {
          cheapest = Math.min(cheapest, Simplex.dot(costs, point));
        }
      }
    }
    return cheapest;
  }

  @Test
  void no_random_answer_is_cheaper_among_many_classes() {
    RandomVectors vectors = new RandomVectors(2);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 300; i++) {
      int classes = 2 + i % 30;
      double[] y = vectors.point(classes);
      double[] costs = i % 2 == 0 ? LeastInformative.costs(y) : random.doubles(classes).toArray();
      double epsilon = 2 * random.nextDouble();
      double[] answer = new MassTransfer(costs).cheapestKeepingLabel(y, epsilon, MARGIN);
      assertKept(answer, y, epsilon);
      for (int j = 0; j < 100; j++) {
        double[] other = exchanged(answer, random);
        if (isKept(other, y, epsilon)) {
          assertThat(Simplex.dot(costs, answer))
              .isLessThanOrEqualTo(Simplex.dot(costs, other) + 1e-6);
        }
      }
    }
  }

  /** Mass moved around three classes, so that neighbours of the answer are tried. */
  private static double[] exchanged(double[] answer, SplittableRandom random) {
    double[] other = answer.clone();
    for (int move = 0; move < 2; move++) {
      int from = random.nextInt(answer.length);
      int to = random.nextInt(answer.length);
      double mass = other[from] * random.nextDouble() * random.nextDouble();
      other[from] -= mass;
      other[to] += mass;
    }
    return other;
  }

  private static void assertKept(double[] answer, double[] y, double epsilon) {
    assertThat(Arrays.stream(answer).min().orElseThrow()).isNotNegative();
    assertThat(Arrays.stream(answer).sum()).isCloseTo(1, offset(1e-9));
    assertThat(Ball.L1.distance(y, answer)).isLessThanOrEqualTo(epsilon + 1e-9);
    assertThat(isKept(answer, y, epsilon)).isTrue();
  }

  private static boolean isKept(double[] answer, double[] y, double epsilon) {
    int top = Simplex.top(y);
    double lead = MARGIN;
    for (int k = 0; k < y.length; k++) {
      lead = k == top ? lead : Math.min(lead, y[top] - y[k]);
    }
    for (int k = 0; k < y.length; k++) {
      if (k != top && answer[top] < answer[k] + lead - 1e-12) {
        return false;
      }
    }
    return Ball.L1.distance(y, answer) <= epsilon + 1e-12;
  }

  @Test
  void a_tie_stays_possible() {
    double[] y = {.5, .5, 0};
    double[] answer = new LeastInformative(.1).perturb(y);
    assertNear(answer, .475, .475, .05);
  }

  private static void assertNear(double[] actual, double... expected) {
    assertThat(actual).containsExactly(expected, offset(1e-6));
  }
}
