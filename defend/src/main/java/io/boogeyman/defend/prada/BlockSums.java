package io.boogeyman.defend.prada;

import io.boogeyman.core.image.ImageShape;
import java.util.Arrays;

/**
 * Sums of an image's colours over a grid of blocks, each over the root of its number of pixels, and
 * for each block the length of all that its sum does not tell. The squared distance of two images'
 * sums and lengths is no more than that of the images: sums are coordinates of the image along
 * directions at right angles, and what is left of two blocks differs by at least as much as its
 * lengths do.
 */
final class BlockSums {
  private final int count;
  private final int[] blocks;
  private final double[] roots;

  BlockSums(ImageShape shape, int grid) {
    int rows = Math.min(grid, shape.height());
    int columns = Math.min(grid, shape.width());
    count = rows * columns * shape.channels();
    blocks = new int[shape.bytes()];
    int[] sizes = new int[count];
    for (int i = 0; i < blocks.length; i++) {
      int pixel = i / shape.channels();
      int row = pixel / shape.width() * rows / shape.height();
      int column = pixel % shape.width() * columns / shape.width();
      blocks[i] = (row * columns + column) * shape.channels() + i % shape.channels();
      sizes[blocks[i]]++;
    }
    roots = Arrays.stream(sizes).mapToDouble(Math::sqrt).toArray();
  }

  /** Numbers an image: a sum and a length a block. */
  int count() {
    return 2 * count;
  }

  float[] of(byte[] pixels) {
    int[] sums = new int[count];
    long[] squares = new long[count];
    for (int i = 0; i < pixels.length; i++) {
      int value = pixels[i] & 0xff;
      sums[blocks[i]] += value;
      squares[blocks[i]] += (long) value * value;
    }
    float[] numbers = new float[2 * count];
    for (int i = 0; i < count; i++) {
      double sum = sums[i] / roots[i];
      numbers[i] = (float) sum;
      numbers[count + i] = (float) Math.sqrt(Math.max(0, squares[i] - sum * sum));
    }
    return numbers;
  }

  /**
   * A bound that the squared distance of two images is not below, in grey levels.
   *
   * @param one an image's numbers
   * @param many those of many images
   * @param offset where among them the other image's begin
   */
  static double bound(float[] one, float[] many, int offset) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < one.length; i += 4) {
      float first = one[i] - many[offset + i];
      float second = one[i + 1] - many[offset + i + 1];
      float third = one[i + 2] - many[offset + i + 2];
      float fourth = one[i + 3] - many[offset + i + 3];
      a += first * first;
      b += second * second;
      c += third * third;
      d += fourth * fourth;
    }
    for (; i < one.length; i++) {
      float last = one[i] - many[offset + i];
      a += last * last;
    }
    return bound((double) a + b + c + d);
  }

  /** A squared distance of two images' numbers, less what single precision may have added. */
  static double bound(double squared) {
    return squared * (1 - 1e-3) - 16;
  }
}
