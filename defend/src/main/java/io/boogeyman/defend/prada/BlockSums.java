package io.boogeyman.defend.prada;

import io.boogeyman.core.image.ImageShape;

/**
 * Sums of an image's colours over a grid of blocks, each over the root of its number of pixels: the
 * squared distance of two images' sums is no more than that of the images (Cauchy and Schwarz).
 */
final class BlockSums {
  private final ImageShape shape;
  private final int rows;
  private final int columns;

  BlockSums(ImageShape shape, int grid) {
    this.shape = shape;
    this.rows = Math.min(grid, shape.height());
    this.columns = Math.min(grid, shape.width());
  }

  /** Numbers an image. */
  int count() {
    return rows * columns * 3;
  }

  float[] of(byte[] pixels) {
    int[] sums = new int[count()];
    int[] sizes = new int[count()];
    for (int y = 0, i = 0; y < shape.height(); y++) {
      int row = y * rows / shape.height() * columns;
      for (int x = 0; x < shape.width(); x++) {
        int block = (row + x * columns / shape.width()) * 3;
        for (int colour = 0; colour < 3; colour++, i++) {
          sums[block + colour] += pixels[i] & 0xff;
          sizes[block + colour]++;
        }
      }
    }
    float[] scaled = new float[sums.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (sums[i] / Math.sqrt(sizes[i]));
    }
    return scaled;
  }

  /** The squared distance of sums to the ones that lie at {@code offset} of many. */
  static double squared(float[] sums, float[] many, int offset) {
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 1 < sums.length; i += 2) {
      float first = sums[i] - many[offset + i];
      float second = sums[i + 1] - many[offset + i + 1];
      even += first * first;
      odd += second * second;
    }
    if (i < sums.length) {
      float last = sums[i] - many[offset + i];
      even += last * last;
    }
    return (double) even + odd;
  }
}
