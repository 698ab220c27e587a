package io.boogeyman.defend.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  private static final int ROWS = 2_000;
  private static final boolean[] POSITIVE = new boolean[ROWS];
  private static final Matrix VALUES = values();

  /** Positive ones are moved by 1 in the first of three columns; the third never changes. */
  private static Matrix values() {
    SplittableRandom chance = new SplittableRandom(1);
    float[] values = new float[ROWS * 3];
    for (int i = 0; i < ROWS; i++) {
      POSITIVE[i] = i % 4 == 0;
      values[3 * i] = (float) (chance.nextGaussian() + (POSITIVE[i] ? 1 : 0));
      values[3 * i + 1] = (float) chance.nextGaussian();
      values[3 * i + 2] = 7;
    }
    return new Matrix(values, 3);
  }

  /** For normal classes of deviation 1 that are 1 apart the log odds are x − 1/2. */
  @Test
  void finds_the_odds_that_the_values_were_drawn_by() {
    LogisticRegression regression = LogisticRegression.fit(VALUES, POSITIVE, 1e-6);
    double[] odds = regression.logOdds(new Matrix(new float[] {.5f, 0, 7, 1.5f, 0, 7}, 3));
    assertThat(odds[0]).isCloseTo(0, within(.15));
    assertThat(odds[1] - odds[0]).isCloseTo(1, within(.15));
  }

  @Test
  void looks_past_the_last_bit_of_a_column_that_never_changed() {
    LogisticRegression regression = LogisticRegression.fit(VALUES, POSITIVE, 1e-4);
    double[] odds =
        regression.logOdds(new Matrix(new float[] {.5f, 0, 7, .5f, 0, Math.nextUp(7f)}, 3));
    assertThat(odds[1]).isEqualTo(odds[0]);
  }

  @Test
  void ends_where_the_loss_is_flat() {
    Standardisation standardisation = Standardisation.of(VALUES);
    Loss loss = new Loss(standardisation.standard(VALUES), POSITIVE, .01);
    double[] weights = Minimiser.minimise(loss, new double[4], 1e-6);
    double[] gradient = new double[4];
    double least = loss.at(weights, gradient);
    assertThat(DoubleStream.of(gradient)).allMatch(slope -> Math.abs(slope) < 1e-5);
    for (int k = 0; k < 4; k++) {
      double[] moved = weights.clone();
      moved[k] += .1;
      assertThat(loss.at(moved, new double[4])).isGreaterThanOrEqualTo(least);
    }
  }

  @Test
  void the_gradient_is_the_slope_of_the_loss() {
    Standardisation standardisation = Standardisation.of(VALUES);
    Loss loss = new Loss(standardisation.standard(VALUES), POSITIVE, .1);
    double[] at = {.3, -.2, .1, .05};
    double[] gradient = new double[4];
    loss.at(at, gradient);
    for (int k = 0; k < 4; k++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[k] += 1e-5;
      down[k] -= 1e-5;
      double slope = (loss.at(up, new double[4]) - loss.at(down, new double[4])) / 2e-5;
      assertThat(gradient[k]).isCloseTo(slope, within(1e-7));
    }
  }

  @Test
  void classes_that_are_wholly_apart_leave_weights_finite() {
    float[] values = new float[40];
    boolean[] positive = new boolean[40];
    IntStream.range(0, 40).forEach(i -> values[i] = i);
    IntStream.range(20, 40).forEach(i -> positive[i] = true);
    LogisticRegression regression =
        LogisticRegression.crossValidated(new Matrix(values, 1), positive, new Seed(1));
    double[] odds = regression.logOdds(new Matrix(values, 1));
    assertThat(DoubleStream.of(odds)).allMatch(Double::isFinite);
    assertThat(odds).isSorted();
    assertThat(odds[19]).isNegative();
    assertThat(odds[20]).isPositive();
  }

  /**
   * Fifty columns of noise beside the one that tells: a firm hand is better on what is left out.
   */
  @Test
  void a_penalty_is_chosen_that_does_better_on_new_rows_than_hardly_any() {
    boolean[] few = new boolean[80];
    LogisticRegression chosen = LogisticRegression.crossValidated(noisy(2, few), few, new Seed(1));
    LogisticRegression loose = LogisticRegression.fit(noisy(2, few), few, 1e-6);
    boolean[] truth = new boolean[1_000];
    Matrix rows = noisy(3, truth);
    assertThat(loss(truth, chosen.logOdds(rows))).isLessThan(loss(truth, loose.logOdds(rows)));
  }

  /** Otherwise each row would be known by its copy, and nothing would speak against memorising. */
  @Test
  void copies_of_a_row_are_left_out_with_it() {
    boolean[] once = new boolean[80];
    Matrix rows = noisy(2, once);
    Matrix twice = Matrix.stacked(List.of(rows, rows));
    boolean[] positive = Arrays.copyOf(once, 160);
    System.arraycopy(once, 0, positive, 80, 80);
    int[] groups = IntStream.range(0, 160).map(i -> i % 80).toArray();

    LogisticRegression apart = LogisticRegression.crossValidated(twice, positive, new Seed(1));
    LogisticRegression together =
        LogisticRegression.crossValidated(twice, positive, groups, new Seed(1), Progress.SILENT);

    boolean[] truth = new boolean[1_000];
    Matrix news = noisy(3, truth);
    assertThat(loss(truth, together.logOdds(news))).isLessThan(loss(truth, apart.logOdds(news)));
  }

  private static Matrix noisy(long seed, boolean[] positive) {
    SplittableRandom chance = new SplittableRandom(seed);
    float[] values = new float[positive.length * 51];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = i % 2 == 0;
      for (int d = 0; d < 51; d++) {
        values[51 * i + d] = (float) (chance.nextGaussian() + (d == 0 && positive[i] ? 1 : 0));
      }
    }
    return new Matrix(values, 51);
  }

  private static double loss(boolean[] truth, double... odds) {
    return IntStream.range(0, odds.length)
        .mapToDouble(i -> Loss.logLoss(truth[i] ? odds[i] : -odds[i]))
        .sum();
  }

  @Test
  void examples_of_one_class_are_refused() {
    assertThatThrownBy(() -> LogisticRegression.fit(VALUES, new boolean[ROWS], 1))
        .hasMessage("a regression needs examples of both classes");
  }
}
