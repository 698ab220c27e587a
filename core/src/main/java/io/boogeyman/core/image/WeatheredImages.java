package io.boogeyman.core.image;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.random.Seed;
import java.util.List;

/**
 * The images of another set, each in one of the states in which customers may send it: out of
 * focus, in the dark, noisy, compressed. Chance decides which.
 */
public record WeatheredImages(ImageSet images, Seed seed) implements ChangedImages {
  /** The states, those that no owner can rule out. */
  public static final List<Transformation> STATES =
      List.of(
          Transformation.BLUR,
          Transformation.NIGHT,
          Transformation.NOISE,
          Transformation.COMPRESSED);

  @Override
  public String name() {
    return images.name() + ", weathered";
  }

  @Override
  public String digest() {
    return Digest.start().add("weathered").add(images.digest()).add(seed.value()).hex();
  }

  @Override
  public Transformation of(int index) {
    long drawn = seed.derive("state", index).value();
    return STATES.get((int) Math.floorMod(drawn, (long) STATES.size()));
  }
}
