package io.boogeyman.nn.synthetic;

import io.boogeyman.core.image.ImageShape;
import java.util.Objects;

/** What may be asked of a source that draws. */
final class DrawnImage {
  private DrawnImage() {}

  /**
   * @throws IndexOutOfBoundsException if there is no such image
   * @throws IllegalArgumentException if the shape is not RGB
   */
  static void check(int index, int size, ImageShape shape) {
    Objects.checkIndex(index, size);
    if (shape.channels() != 3) {
      throw new IllegalArgumentException(
          "images are drawn in 3 channels, not " + shape.channels() + " as in " + shape);
    }
  }
}
