package io.boogeyman.nn.training;

import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.tensor.ImageTensors;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Means and deviations of the logarithms of distributions: of each class, of any, of the largest
 * and of the second largest.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Scale(Spread[] classes, Spread any, Spread largest, Spread second) {

  /** What does not vary tells nothing, and where it suddenly does nothing was learnt of it. */
  private static final double LEAST_DEVIATION = 1e-4;

  /** A mean and the inverse of a deviation. */
  private record Spread(double mean, double inverse) {

    static Spread of(double[] values) {
      double mean = Arrays.stream(values).average().orElse(0);
      double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
      double deviation = Math.sqrt(variance);
      return new Spread(mean, deviation < LEAST_DEVIATION ? 0 : 1 / deviation);
    }

    Tensor standardised(Tensor values) {
      return values.sub(new Scalar(mean)).mul(new Scalar(inverse));
    }
  }

  /**
   * @param distributions row after row, at least one
   * @param least what lies under it is taken for it
   */
  static Scale of(float[] distributions, int classes, double least) {
    int rows = distributions.length / classes;
    double[] logs = new double[distributions.length];
    Arrays.setAll(logs, i -> Math.log(Math.max(least, distributions[i])));
    double[][] sorted = new double[rows][];
    for (int i = 0; i < rows; i++) {
      sorted[i] = Arrays.copyOfRange(logs, i * classes, (i + 1) * classes);
      Arrays.sort(sorted[i]);
    }
    return new Scale(
        IntStream.range(0, classes)
            .mapToObj(k -> spread(rows, i -> logs[i * classes + k]))
            .toArray(Spread[]::new),
        Spread.of(logs),
        spread(rows, i -> sorted[i][classes - 1]),
        spread(rows, i -> sorted[i][Math.max(0, classes - 2)]));
  }

  private static Spread spread(int rows, IntToDoubleFunction value) {
    return Spread.of(IntStream.range(0, rows).mapToDouble(value).toArray());
  }

  /** N×K, each class by its own. */
  Tensor ofEach(Tensor logs, Compute compute) {
    return logs.sub(row(compute, Spread::mean)).mul(row(compute, Spread::inverse));
  }

  private Tensor row(Compute compute, ToDoubleFunction<Spread> value) {
    float[] row = new float[classes.length];
    for (int k = 0; k < row.length; k++) {
      row[k] = (float) value.applyAsDouble(classes[k]);
    }
    return ImageTensors.rows(row, row.length, compute);
  }

  /** All classes alike. */
  Tensor ofAny(Tensor logs) {
    return any.standardised(logs);
  }

  /** N×1. */
  Tensor ofLargest(Tensor logs) {
    return largest.standardised(logs);
  }

  /** N×1. */
  Tensor ofSecond(Tensor logs) {
    return second.standardised(logs);
  }
}
