package io.boogeyman.core.image;

import java.util.Optional;

/**
 * Images of one pixel for tests: image i is (i, 0, 0) and stands in group i / 2.
 *
 * @param size how many there are
 * @param labels the true classes, if any
 */
public record NumberedImages(int size, Optional<Labels> labels) implements ImageSet {

  /** Images without labels. */
  public NumberedImages(int size) {
    this(size, Optional.empty());
  }

  @Override
  public ImageShape shape() {
    return ImageShape.square(1);
  }

  @Override
  public String name() {
    return "numbered";
  }

  @Override
  public String digest() {
    return "numbered " + size;
  }

  @Override
  public int group(int index) {
    return index / 2;
  }

  @Override
  public ImageBatch read(int... indices) {
    byte[] pixels = new byte[3 * indices.length];
    for (int i = 0; i < indices.length; i++) {
      java.util.Objects.checkIndex(indices[i], size);
      pixels[3 * i] = (byte) indices[i];
    }
    return new ImageBatch(shape(), pixels);
  }
}
