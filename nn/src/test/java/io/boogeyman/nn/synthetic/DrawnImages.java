package io.boogeyman.nn.synthetic;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.UnreadableImageException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What the tests of both kinds of drawing ask of images. */
final class DrawnImages {
  private DrawnImages() {}

  static byte[] read(ImageSource source, int index, ImageShape shape) {
    try {
      return source.read(index, shape);
    } catch (UnreadableImageException e) {
      throw new AssertionError(e);
    }
  }

  /** A digest of the first {@code count} images. */
  static String digest(ImageSource source, ImageShape shape, int count) {
    Digest digest = Digest.start();
    IntStream.range(0, count).forEach(i -> digest.add(read(source, i, shape)));
    return digest.hex();
  }

  /** All images in order; drawn by several threads. */
  static List<ByteBuffer> drawnInParallel(ImageSource source, ImageShape shape) {
    return IntStream.range(0, source.size())
        .parallel()
        .mapToObj(i -> ByteBuffer.wrap(read(source, i, shape)))
        .toList();
  }

  /** All images in order; the last drawn first. */
  static List<ByteBuffer> drawnBackwards(ImageSource source, ImageShape shape) {
    Deque<ByteBuffer> images = new ArrayDeque<>();
    for (int i = source.size() - 1; i >= 0; i--) {
      images.addFirst(ByteBuffer.wrap(read(source, i, shape)));
    }
    return List.copyOf(images);
  }

  /** The standard deviation of each image's values. */
  static DoubleStream deviations(ImageSource source, ImageShape shape) {
    return IntStream.range(0, source.size()).mapToDouble(i -> deviation(read(source, i, shape)));
  }

  private static double deviation(byte[] values) {
    double sum = 0;
    double squares = 0;
    for (byte value : values) {
      sum += value & 255;
      squares += (value & 255) * (value & 255);
    }
    double mean = sum / values.length;
    return Math.sqrt(squares / values.length - mean * mean);
  }

  /**
   * Mean absolute difference, over 50 images, between the small drawing and the large one with each
   * 2×2 pixels averaged.
   */
  static double meanDifferenceOfScales(ImageSource source, int small, int large) {
    double sum = 0;
    for (int i = 0; i < 50; i++) {
      byte[] coarse = read(source, i, ImageShape.square(small));
      byte[] fine = read(source, i, ImageShape.square(large));
      for (int j = 0; j < coarse.length; j++) {
        int row = 2 * (j / (3 * small));
        int column = 2 * (j / 3 % small);
        int mean = 0;
        for (int k = 0; k < 4; k++) {
          mean += fine[3 * ((row + k / 2) * large + column + k % 2) + j % 3] & 255;
        }
        sum += Math.abs(mean / 4.0 - (coarse[j] & 255)) / coarse.length;
      }
    }
    return sum / 50;
  }
}
