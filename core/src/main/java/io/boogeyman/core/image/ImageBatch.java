package io.boogeyman.core.image;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Some images of one shape, as they go to a prediction API: uint8, N×H×W×C, red first.
 *
 * <p>The array is not copied, neither in nor out: whoever makes a batch gives it away.
 *
 * @param shape the shape of each image
 * @param pixels {@code count × shape.bytes()} values, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // a view on pixels, never compared
public record ImageBatch(ImageShape shape, byte[] pixels) {

  /**
   * @throws IllegalArgumentException if the pixels are no whole number of images
   */
  public ImageBatch {
    if (pixels.length % shape.bytes() != 0) {
      throw new IllegalArgumentException(
          pixels.length + " bytes are no whole number of " + shape + " images");
    }
  }

  /**
   * Several batches as one, in order, copied.
   *
   * @throws IllegalArgumentException if there is none, or their shapes differ
   */
  public static ImageBatch joined(List<ImageBatch> parts) {
    if (parts.stream().map(ImageBatch::shape).distinct().count() != 1) {
      throw new IllegalArgumentException("images of different shapes are no batch");
    }
    byte[] all = new byte[parts.stream().mapToInt(part -> part.pixels.length).sum()];
    int at = 0;
    for (ImageBatch part : parts) {
      System.arraycopy(part.pixels, 0, all, at, part.pixels.length);
      at += part.pixels.length;
    }
    return new ImageBatch(parts.get(0).shape, all);
  }

  /** How many images there are. */
  public int count() {
    return pixels.length / shape.bytes();
  }

  /**
   * The images at {@code indices}, in that order, copied.
   *
   * @throws IndexOutOfBoundsException if an index is not within the batch
   */
  public ImageBatch pick(int... indices) {
    int bytes = shape.bytes();
    byte[] picked = new byte[indices.length * bytes];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(pixels, indices[i] * bytes, picked, i * bytes, bytes);
    }
    return new ImageBatch(shape, picked);
  }

  /**
   * Images {@code from} (inclusive) to {@code to} (exclusive), copied.
   *
   * @throws IndexOutOfBoundsException if the range is not within the batch
   */
  public ImageBatch slice(int from, int to) {
    Objects.checkFromToIndex(from, to, count());
    return new ImageBatch(
        shape, Arrays.copyOfRange(pixels, from * shape.bytes(), to * shape.bytes()));
  }
}
