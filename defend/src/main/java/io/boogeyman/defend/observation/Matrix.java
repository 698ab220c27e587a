package io.boogeyman.defend.observation;

import java.util.Arrays;
import java.util.List;

/** Rows of numbers, one a query, in one array. */
public final class Matrix {
  private final float[] values;
  private final int width;

  /**
   * @param values row after row
   * @param width numbers a row, at least 1
   * @throws IllegalArgumentException if the last row is not whole
   */
  public Matrix(float[] values, int width) {
    if (width < 1 || values.length % width != 0) {
      throw new IllegalArgumentException(values.length + " numbers are no rows of " + width);
    }
    this.values = values;
    this.width = width;
  }

  /** One below the other. */
  public static Matrix stacked(List<Matrix> parts) {
    int width = parts.get(0).width;
    float[] all = new float[parts.stream().mapToInt(part -> part.values.length).sum()];
    int at = 0;
    for (Matrix part : parts) {
      if (part.width != width) {
        throw new IllegalArgumentException("rows of " + width + " and of " + part.width);
      }
      System.arraycopy(part.values, 0, all, at, part.values.length);
      at += part.values.length;
    }
    return new Matrix(all, width);
  }

  /** One beside the other. */
  public static Matrix beside(List<Matrix> parts) {
    int rows = parts.get(0).rows();
    int width = parts.stream().mapToInt(Matrix::width).sum();
    float[] all = new float[rows * width];
    int left = 0;
    for (Matrix part : parts) {
      if (part.rows() != rows) {
        throw new IllegalArgumentException(rows + " rows and " + part.rows());
      }
      for (int row = 0; row < rows; row++) {
        System.arraycopy(part.values, row * part.width, all, row * width + left, part.width);
      }
      left += part.width;
    }
    return new Matrix(all, width);
  }

  /** How many rows. */
  public int rows() {
    return values.length / width;
  }

  /** Numbers a row. */
  public int width() {
    return width;
  }

  /** One number. */
  public float at(int row, int column) {
    return values[row * width + column];
  }

  /** A copy of a row. */
  public float[] row(int row) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  /** These rows, in this order. */
  public Matrix rows(int... which) {
    float[] picked = new float[which.length * width];
    for (int i = 0; i < which.length; i++) {
      System.arraycopy(values, which[i] * width, picked, i * width, width);
    }
    return new Matrix(picked, width);
  }

  /** A copy of all numbers, column after column. */
  public float[] columns() {
    float[] columns = new float[values.length];
    int rows = rows();
    for (int i = 0; i < rows; i++) {
      for (int d = 0; d < width; d++) {
        columns[d * rows + i] = values[i * width + d];
      }
    }
    return columns;
  }

  /** A copy of all numbers, row after row. */
  public float[] toArray() {
    return values.clone();
  }
}
