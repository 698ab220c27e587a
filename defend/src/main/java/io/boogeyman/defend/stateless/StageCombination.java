package io.boogeyman.defend.stateless;

import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.defend.regression.LogisticRegression;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Makes one score of a row of distances, one a stage. */
sealed interface StageCombination {

  double[] of(Matrix distances);

  Parameters parameters();

  static StageCombination read(Parameters parameters) {
    return switch (parameters.kind()) {
      case "excesses" -> new Excesses(parameters.row("means"), parameters.row("deviations"));
      case "regression" -> new Weighed(LogisticRegression.read(parameters.under("regression")));
      default ->
          throw new IllegalArgumentException(
              "stages are not combined by '" + parameters.kind() + "'");
    };
  }

  /** By what the distances exceed those of own images, in deviations, added up. */
  final class Excesses implements StageCombination {
    private final double[] means;
    private final double[] deviations;

    Excesses(double[] means, double[] deviations) {
      if (means.length != deviations.length) {
        throw new IllegalArgumentException(
            "its stages have %d means and %d deviations"
                .formatted(means.length, deviations.length));
      }
      this.means = means;
      this.deviations = deviations;
    }

    /** As own images that the distances were not fitted to have them. */
    static Excesses over(Matrix usual) {
      double[] means = new double[usual.width()];
      double[] deviations = new double[usual.width()];
      for (int stage = 0; stage < means.length; stage++) {
        int s = stage;
        double[] column =
            IntStream.range(0, usual.rows()).mapToDouble(i -> usual.at(i, s)).toArray();
        double mean = Arrays.stream(column).average().orElseThrow();
        double variance =
            Arrays.stream(column).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        means[s] = mean;
        deviations[s] = Math.max(Math.sqrt(variance), 1e-12);
      }
      return new Excesses(means, deviations);
    }

    @Override
    public double[] of(Matrix distances) {
      return IntStream.range(0, distances.rows()).mapToDouble(i -> of(distances, i)).toArray();
    }

    private double of(Matrix distances, int row) {
      return IntStream.range(0, means.length)
          .mapToDouble(s -> (distances.at(row, s) - means[s]) / deviations[s])
          .sum();
    }

    @Override
    public Parameters parameters() {
      return Parameters.of("excesses").with("means", means).with("deviations", deviations);
    }
  }

  /** By a regression that was shown foreign images. */
  record Weighed(LogisticRegression regression) implements StageCombination {
    @Override
    public double[] of(Matrix distances) {
      return regression.logOdds(distances);
    }

    @Override
    public Parameters parameters() {
      return Parameters.of("regression").with("regression", regression.parameters());
    }
  }
}
