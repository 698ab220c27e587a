package io.boogeyman.defend.regression;

import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.parameters.Parameters;

/**
 * Takes every column to mean 0 and deviation 1; a column that never changes, or by rounding alone,
 * to 0.
 */
final class Standardisation {
  /** Of a column's mean: some 16 times the step between two float32 numbers. */
  private static final double ROUNDING = 1e-6;

  private final double[] means;
  private final double[] scales;

  private Standardisation(double[] means, double[] scales) {
    this.means = means;
    this.scales = scales;
  }

  static Standardisation of(Matrix values) {
    double[] means = new double[values.width()];
    double[] scales = new double[values.width()];
    for (int column = 0; column < means.length; column++) {
      for (int row = 0; row < values.rows(); row++) {
        means[column] += values.at(row, column) / (double) values.rows();
      }
      double squares = 0;
      for (int row = 0; row < values.rows(); row++) {
        double away = values.at(row, column) - means[column];
        squares += away * away / values.rows();
      }
      double deviation = Math.sqrt(squares);
      scales[column] = deviation > ROUNDING * Math.abs(means[column]) ? 1 / deviation : 0;
    }
    return new Standardisation(means, scales);
  }

  int width() {
    return means.length;
  }

  Parameters parameters() {
    return Parameters.empty().with("means", means).with("scales", scales);
  }

  static Standardisation read(Parameters parameters) {
    double[] means = parameters.row("means");
    double[] scales = parameters.row("scales");
    if (means.length != scales.length) {
      throw new IllegalArgumentException(
          "it has %d means and %d scales".formatted(means.length, scales.length));
    }
    return new Standardisation(means, scales);
  }

  /** Values, taken to mean 0 and deviation 1. */
  double[][] standard(Matrix values) {
    double[][] rows = new double[values.rows()][means.length];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < means.length; column++) {
        rows[row][column] = (values.at(row, column) - means[column]) * scales[column];
      }
    }
    return rows;
  }
}
