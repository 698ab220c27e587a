package io.boogeyman.defend.stateless;

import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.parameters.Parameters;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A normal distribution a class with one covariance for all, of which the inverse is applied as a
 * whitening: distances are those of whitened rows.
 *
 * <p>Columns that never change among the owner's images are left out, as a pseudo-inverse would; a
 * ridge of a share of the mean variance keeps the rest invertible.
 */
final class ClassGaussians {
  private final int[] columns;
  private final double[][] whitening; // lower triangle, the inverse of the Cholesky factor
  private final double[][] means; // whitened; a row a class that was seen
  private final double[][] whiteningColumns; // each from its diagonal on
  private final double[][] meanColumns; // a row a column, a number a class

  private ClassGaussians(int[] columns, double[][] whitening, double[][] means) {
    this.columns = columns;
    this.whitening = whitening;
    this.means = means;
    this.whiteningColumns = new double[columns.length][];
    this.meanColumns = new double[columns.length][means.length];
    for (int d = 0; d < columns.length; d++) {
      int column = d;
      whiteningColumns[d] =
          IntStream.range(d, columns.length).mapToDouble(row -> whitening[row][column]).toArray();
      Arrays.setAll(meanColumns[d], k -> means[k][column]);
    }
  }

  /**
   * @param classOf each row
   * @param ridge share of the mean variance that is added to every variance
   */
  static ClassGaussians fit(Matrix rows, int[] classOf, double ridge) {
    int[] seen = IntStream.of(classOf).distinct().sorted().toArray();
    double[][] means = new double[seen.length][rows.width()];
    int[] counts = new int[seen.length];
    int[] place = new int[seen[seen.length - 1] + 1];
    IntStream.range(0, seen.length).forEach(k -> place[seen[k]] = k);
    for (int i = 0; i < rows.rows(); i++) {
      int k = place[classOf[i]];
      counts[k]++;
      for (int d = 0; d < rows.width(); d++) {
        means[k][d] += rows.at(i, d);
      }
    }
    for (int k = 0; k < means.length; k++) {
      for (int d = 0; d < means[k].length; d++) {
        means[k][d] /= counts[k];
      }
    }
    double[][] covariance = covariance(rows, classOf, place, means);
    int[] columns = changing(covariance);
    double[][] whitening = inverse(cholesky(picked(covariance, columns, ridge)));
    ClassGaussians plain = new ClassGaussians(columns, whitening, new double[0][]);
    double[][] whitened =
        IntStream.range(0, means.length)
            .mapToObj(k -> plain.whiten(means[k]))
            .toArray(double[][]::new);
    return new ClassGaussians(columns, whitening, whitened);
  }

  Parameters parameters() {
    return Parameters.empty()
        .with("columns", IntStream.of(columns).asDoubleStream().toArray())
        .with("whitening", squared(whitening))
        .with("means", means);
  }

  /** A file's rows are of one length. */
  private static double[][] squared(double[][] lower) {
    double[][] squared = new double[lower.length][];
    for (int row = 0; row < lower.length; row++) {
      squared[row] = Arrays.copyOf(lower[row], lower.length);
    }
    return squared;
  }

  static ClassGaussians read(Parameters parameters) {
    double[][] whitening = parameters.rows("whitening");
    double[][] means = parameters.rows("means");
    int[] columns =
        Arrays.stream(parameters.row("columns")).mapToInt(column -> (int) column).toArray();
    int width = columns.length;
    if (whitening.length != width || whitening[0].length != width || means[0].length != width) {
      throw new IllegalArgumentException("its whitening, its means and its columns do not fit");
    }
    return new ClassGaussians(columns, whitening, means);
  }

  private static double[][] covariance(Matrix rows, int[] classOf, int[] place, double[][] means) {
    int width = rows.width();
    double[][] covariance = new double[width][width];
    double[] away = new double[width];
    for (int i = 0; i < rows.rows(); i++) {
      for (int d = 0; d < width; d++) {
        away[d] = rows.at(i, d) - means[place[classOf[i]]][d];
      }
      for (int a = 0; a < width; a++) {
        for (int b = 0; b <= a; b++) {
          covariance[a][b] += away[a] * away[b] / rows.rows();
        }
      }
    }
    return covariance;
  }

  private static int[] changing(double[][] covariance) {
    double mean = meanVariance(covariance);
    return IntStream.range(0, covariance.length)
        .filter(d -> covariance[d][d] > 1e-10 * mean)
        .toArray();
  }

  private static double meanVariance(double[][] covariance) {
    return IntStream.range(0, covariance.length)
        .mapToDouble(d -> covariance[d][d])
        .average()
        .orElse(0);
  }

  private static double[][] picked(double[][] covariance, int[] columns, double ridge) {
    double added = ridge * meanVariance(covariance);
    double[][] picked = new double[columns.length][columns.length];
    for (int a = 0; a < columns.length; a++) {
      for (int b = 0; b <= a; b++) {
        picked[a][b] = covariance[columns[a]][columns[b]] + (a == b ? added : 0);
      }
    }
    return picked;
  }

  /** The lower triangle whose square the matrix is; in place. */
  private static double[][] cholesky(double[][] matrix) {
    for (int a = 0; a < matrix.length; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = matrix[a][b];
        for (int c = 0; c < b; c++) {
          sum -= matrix[a][c] * matrix[b][c];
        }
        if (a > b) {
          matrix[a][b] = sum / matrix[b][b];
        } else if (sum > 0) {
          matrix[a][a] = Math.sqrt(sum);
        } else {
          throw new IllegalArgumentException(
              "features that are sums of each other; a larger ridge is needed");
        }
      }
    }
    return matrix;
  }

  private static double[][] inverse(double[][] lower) {
    double[][] inverse = new double[lower.length][lower.length];
    for (int column = 0; column < lower.length; column++) {
      inverse[column][column] = 1 / lower[column][column];
      for (int row = column + 1; row < lower.length; row++) {
        double sum = 0;
        for (int c = column; c < row; c++) {
          sum -= lower[row][c] * inverse[c][column];
        }
        inverse[row][column] = sum / lower[row][row];
      }
    }
    return inverse;
  }

  private double[] whiten(double[] row) {
    double[] whitened = new double[columns.length];
    for (int b = 0; b < columns.length; b++) {
      double value = row[columns[b]];
      double[] column = whiteningColumns[b];
      for (int i = 0; i < column.length; i++) {
        whitened[b + i] += column[i] * value;
      }
    }
    return whitened;
  }

  /**
   * Half the squared distance to the nearest class: column by column over all classes, which the
   * compiler turns into vector instructions.
   */
  double distance(float... row) {
    double[] wide = new double[row.length];
    Arrays.setAll(wide, d -> row[d]);
    double[] whitened = whiten(wide);
    double[] sums = new double[means.length];
    for (int d = 0; d < whitened.length; d++) {
      double value = whitened[d];
      double[] column = meanColumns[d];
      for (int k = 0; k < sums.length; k++) {
        double away = value - column[k];
        sums[k] += away * away;
      }
    }
    return Arrays.stream(sums).min().orElse(Double.POSITIVE_INFINITY) / 2;
  }

  double[] distances(Matrix rows) {
    return IntStream.range(0, rows.rows())
        .parallel()
        .mapToDouble(i -> distance(rows.row(i)))
        .toArray();
  }
}
