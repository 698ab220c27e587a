package io.boogeyman.attack;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import java.util.Optional;

/**
 * Images of one pixel for tests, of which image i holds the number i.
 *
 * @param size how many there are
 */
public record NumberedImages(int size) implements ImageSet {

  /** The number that an image of a batch holds. */
  public static int numberOf(ImageBatch images, int index) {
    byte[] pixels = images.pixels();
    return (pixels[3 * index] & 0xff) << 8 | (pixels[3 * index + 1] & 0xff);
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
  public ImageBatch read(int... indices) {
    byte[] pixels = new byte[3 * indices.length];
    for (int i = 0; i < indices.length; i++) {
      pixels[3 * i] = (byte) (indices[i] >> 8);
      pixels[3 * i + 1] = (byte) indices[i];
    }
    return new ImageBatch(shape(), pixels);
  }

  @Override
  public Optional<Labels> labels() {
    return Optional.empty();
  }
}
