package io.boogeyman.defend.regression;

import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.parameters.Parameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Logistic regression with an L2 penalty: the log odds of being positive, a weighted sum of values
 * that were standardised. Both classes weigh the same, however many there are of each.
 *
 * <p>Minimised is the mean log loss + strength/2·‖weights‖², by {@link Minimiser}; the intercept is
 * not penalised. Cost: some fifty to five hundred passes over the values, the more the weaker the
 * penalty; where that is chosen by cross-validation, some twenty times as many, a thread a fold. It
 * holds the values twice, once in double precision.
 */
public final class LogisticRegression {
  private static final double[] STRENGTHS = {1, 1e-1, 1e-2, 1e-3, 1e-4};
  private static final int FOLDS = 5;

  /** Slopes of a fit that is used, and of one by which a strength is only chosen. */
  private static final double FLAT = 1e-6;

  private static final double ROUGHLY_FLAT = 1e-5;

  private final Standardisation standardisation;
  private final double[] weights; // the intercept last

  private LogisticRegression(Standardisation standardisation, double[] weights) {
    this.standardisation = standardisation;
    this.weights = weights;
  }

  /**
   * Fits with a given strength.
   *
   * @param strength of the penalty, over 0
   * @throws IllegalArgumentException if there is none of either class
   */
  public static LogisticRegression fit(Matrix values, boolean[] positive, double strength) {
    requireBoth(positive);
    Standardisation standardisation = Standardisation.of(values);
    return fit(standardisation, standardisation.standard(values), positive, strength);
  }

  private static LogisticRegression fit(
      Standardisation standardisation, double[][] rows, boolean[] positive, double strength) {
    double[] start = new double[standardisation.width() + 1];
    return new LogisticRegression(
        standardisation, Minimiser.minimise(new Loss(rows, positive, strength), start, FLAT));
  }

  /** All that it needs to be the same again. */
  public Parameters parameters() {
    return Parameters.empty()
        .with("standardisation", standardisation.parameters())
        .with("weights", weights);
  }

  /**
   * The regression that has these parameters.
   *
   * @throws IllegalArgumentException in one line, if they are of none
   */
  public static LogisticRegression read(Parameters parameters) {
    Standardisation standardisation = Standardisation.read(parameters.under("standardisation"));
    double[] weights = parameters.row("weights");
    if (weights.length != standardisation.width() + 1) {
      throw new IllegalArgumentException(
          "it has %d weights for %d values".formatted(weights.length, standardisation.width()));
    }
    return new LogisticRegression(standardisation, weights);
  }

  private static void requireBoth(boolean[] positive) {
    long count = IntStream.range(0, positive.length).filter(i -> positive[i]).count();
    if (count == 0 || count == positive.length) {
      throw new IllegalArgumentException("a regression needs examples of both classes");
    }
  }

  /** The same of rows that have nothing to do with each other. */
  public static LogisticRegression crossValidated(Matrix values, boolean[] positive, Seed seed) {
    int[] groups = IntStream.range(0, positive.length).toArray();
    return crossValidated(values, positive, groups, seed, Progress.SILENT);
  }

  /**
   * Fits with the strength whose log loss on left-out fifths is least; the larger one of equals.
   *
   * @param groups of the rows; rows of one group and class are left out together
   * @throws IllegalArgumentException if there are fewer than five groups of either class
   */
  public static LogisticRegression crossValidated(
      Matrix values, boolean[] positive, int[] groups, Seed seed, Progress progress) {
    int[] folds = folds(positive, groups, seed);
    Standardisation standardisation = Standardisation.of(values);
    double[][] rows = standardisation.standard(values);
    double[][] losses;
    try (Progress.Task task =
        progress.begin("Choosing a penalty", "fits", (long) FOLDS * STRENGTHS.length)) {
      losses =
          IntStream.range(0, FOLDS)
              .parallel()
              .mapToObj(fold -> lossesOn(fold, folds, rows, positive, task))
              .toArray(double[][]::new);
    }
    int best = 0;
    for (int i = 1; i < STRENGTHS.length; i++) {
      best = sum(losses, i) < sum(losses, best) ? i : best;
    }
    return fit(standardisation, rows, positive, STRENGTHS[best]);
  }

  private static double sum(double[][] losses, int strength) {
    return Arrays.stream(losses).mapToDouble(ofFold -> ofFold[strength]).sum();
  }

  /**
   * By strength; a fit begins where the one of the strength before ended, which is not far.
   *
   * @param rows all, standardised together: that tells a fold nothing of what is left out but its
   *     scale, and no fold needs a copy of its own
   */
  private static double[] lossesOn(
      int fold, int[] folds, double[][] rows, boolean[] positive, Progress.Task task) {
    int[] in = IntStream.range(0, folds.length).filter(i -> folds[i] != fold).toArray();
    int[] out = IntStream.range(0, folds.length).filter(i -> folds[i] == fold).toArray();
    double[][] learnt = IntStream.of(in).mapToObj(i -> rows[i]).toArray(double[][]::new);
    double[][] left = IntStream.of(out).mapToObj(i -> rows[i]).toArray(double[][]::new);
    double[] weights = new double[rows[0].length + 1];
    double[] losses = new double[STRENGTHS.length];
    for (int i = 0; i < STRENGTHS.length; i++) {
      Loss loss = new Loss(learnt, picked(positive, in), STRENGTHS[i]);
      weights = Minimiser.minimise(loss, weights, ROUGHLY_FLAT);
      losses[i] = Loss.mean(left, picked(positive, out), weights);
      synchronized (task) {
        task.advance(1);
      }
    }
    return losses;
  }

  private static boolean[] picked(boolean[] values, int... which) {
    boolean[] picked = new boolean[which.length];
    for (int i = 0; i < which.length; i++) {
      picked[i] = values[which[i]];
    }
    return picked;
  }

  /** A fold for each row, as many groups of either class in each. */
  private static int[] folds(boolean[] positive, int[] groups, Seed seed) {
    int[] folds = new int[positive.length];
    for (boolean side : new boolean[] {false, true}) {
      int[] rows = IntStream.range(0, folds.length).filter(i -> positive[i] == side).toArray();
      Map<Integer, Integer> places = new HashMap<>();
      for (int row : rows) {
        places.putIfAbsent(groups[row], places.size());
      }
      if (places.size() < FOLDS) {
        throw new IllegalArgumentException(
            "cross-validation needs at least %d examples of either class, not %d"
                .formatted(FOLDS, places.size()));
      }
      int[] order = seed.derive("folds", side ? 1 : 0).permutation(places.size());
      for (int row : rows) {
        folds[row] = order[places.get(groups[row])] % FOLDS;
      }
    }
    return folds;
  }

  /** The log odds of each row being positive. */
  public double[] logOdds(Matrix values) {
    if (values.width() != standardisation.width()) {
      throw new IllegalArgumentException(
          "rows of %d values, and the regression was fitted to rows of %d"
              .formatted(values.width(), standardisation.width()));
    }
    return Arrays.stream(standardisation.standard(values))
        .mapToDouble(row -> Loss.logOdds(row, weights))
        .toArray();
  }
}
