package io.boogeyman.cli.bench;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.nn.image.ImageSource;
import java.util.Optional;
import java.util.SplittableRandom;

/** Images that cost nothing to make, for measuring what happens to them afterwards. */
record NoiseSource(int size) implements ImageSource {

  @Override
  public String name() {
    return "noise:" + size;
  }

  @Override
  public String digest() {
    return "noise " + size;
  }

  @Override
  public Optional<Labels> labels() {
    return Optional.empty();
  }

  @Override
  public String nameOf(int index) {
    return "noise " + index;
  }

  @Override
  public byte[] read(int index, ImageShape shape) {
    byte[] pixels = new byte[shape.bytes()];
    new SplittableRandom(index).nextBytes(pixels);
    return pixels;
  }
}
