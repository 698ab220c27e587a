package io.boogeyman.attack.probe;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import java.util.SplittableRandom;

/** Images that show nothing. */
final class ProbeImages {

  private ProbeImages() {}

  /** Every value drawn evenly. */
  static ImageBatch noise(ImageShape shape, int count, Seed seed) {
    SplittableRandom random = seed.derive("noise").generator();
    byte[] pixels = new byte[count * shape.bytes()];
    random.nextBytes(pixels);
    return new ImageBatch(shape, pixels);
  }

  /** One colour an image. */
  static ImageBatch flat(ImageShape shape, int count, Seed seed) {
    SplittableRandom random = seed.derive("flat colours").generator();
    byte[] pixels = new byte[count * shape.bytes()];
    byte[] colour = new byte[shape.channels()];
    for (int i = 0; i < count; i++) {
      random.nextBytes(colour);
      for (int value = 0; value < shape.bytes(); value++) {
        pixels[i * shape.bytes() + value] = colour[value % colour.length];
      }
    }
    return new ImageBatch(shape, pixels);
  }
}
