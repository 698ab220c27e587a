package io.boogeyman.defend.prada;

import java.util.Arrays;

/**
 * The {@link BlockSums} of many images, a column a sum: an image is compared with all of them
 * column by column, which the virtual machine does several images at a time (ten times as fast as
 * image by image).
 */
final class SumColumns {
  private final float[][] columns;
  private int size;
  private float[] squares = new float[0];

  SumColumns(BlockSums sums) {
    columns = new float[sums.count()][0];
  }

  void add(float[] numbers) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].length == size) {
        columns[i] = Arrays.copyOf(columns[i], Math.max(16, 2 * size));
      }
      columns[i][size] = numbers[i];
    }
    size++;
  }

  /** Of every image a bound that its squared distance is not below, into {@code bounds}. */
  void bound(float[] numbers, double[] bounds) {
    if (squares.length < size) {
      squares = new float[2 * size];
    }
    Arrays.fill(squares, 0, size, 0);
    for (int i = 0; i < columns.length; i++) {
      addSquares(numbers[i], columns[i], squares, size);
    }
    for (int i = 0; i < size; i++) {
      bounds[i] = BlockSums.bound(squares[i]);
    }
  }

  private static void addSquares(float number, float[] column, float[] squares, int size) {
    for (int i = 0; i < size; i++) {
      float difference = number - column[i];
      squares[i] += difference * difference;
    }
  }
}
