package io.boogeyman.attack;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.random.Seed;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Noisy images of 16 pixels' side, of which image i is mostly red, green or blue as i mod 3 says.
 *
 * @param part where the noise begins: sets of different parts share no image
 * @param size how many there are
 */
public record ColourImages(String part, int size) implements ImageSet {
  private static final List<String> COLOURS = List.of("red", "green", "blue");

  @Override
  public ImageShape shape() {
    return ImageShape.square(16);
  }

  @Override
  public String name() {
    return "colours:" + part;
  }

  @Override
  public String digest() {
    return name() + ":" + size;
  }

  @Override
  public ImageBatch read(int... indices) {
    int bytes = shape().bytes();
    byte[] pixels = new byte[indices.length * bytes];
    for (int i = 0; i < indices.length; i++) {
      SplittableRandom random = new Seed(1).derive(part, indices[i]).generator();
      for (int value = 0; value < bytes; value++) {
        int brighter = value % 3 == indices[i] % 3 ? 60 : 0;
        pixels[i * bytes + value] = (byte) (random.nextInt(190) + brighter);
      }
    }
    return new ImageBatch(shape(), pixels);
  }

  @Override
  public Optional<Labels> labels() {
    int[] classes = new int[size];
    for (int i = 0; i < size; i++) {
      classes[i] = i % 3;
    }
    return Optional.of(new Labels(COLOURS, classes));
  }
}
