package io.boogeyman.nn.synthetic;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import java.util.Objects;

/**
 * What the drawn sets have in common: each image has draws of its own, so that it depends on the
 * seed and its number alone.
 *
 * @param kind "signs" or "scenes"
 * @param version raised whenever a drawing changes, so that no cache takes the old images for the
 *     new
 * @param seed where the drawings begin
 * @param size how many images
 */
record DrawnSet(String kind, int version, Seed seed, int size) {

  DrawnSet {
    if (size < 0) {
      throw new IllegalArgumentException("cannot draw " + size + " " + kind);
    }
  }

  /** What stands before the camera. */
  @FunctionalInterface
  interface Subject {
    void paint(Canvas canvas, double severity, Dice dice);
  }

  /** What a user asks for; the digest tells sets of different seeds apart. */
  String name() {
    return kind + ":" + size;
  }

  String digest() {
    return Digest.start().add(kind).add(version).add(seed.value()).add(size).hex();
  }

  String nameOf(int index) {
    return kind + " " + index;
  }

  /**
   * Paints and photographs one image. The grain has a generator of its own, for how much is drawn
   * from it depends on the shape.
   *
   * @param severityShare how much of {@link Difficulty#STANDARD}'s severity applies
   * @throws IndexOutOfBoundsException if there is no such image
   * @throws IllegalArgumentException if the shape is not RGB
   */
  byte[] photograph(int index, ImageShape shape, double severityShare, Subject subject) {
    Objects.checkIndex(index, size);
    if (shape.channels() != 3) {
      throw new IllegalArgumentException(
          "images are drawn in 3 channels, not " + shape.channels() + " as in " + shape);
    }
    Dice dice = new Dice(seed.derive(kind, index));
    double severity = severityShare * Difficulty.STANDARD.drawSeverity(dice);
    Camera camera = Camera.draw(dice, Difficulty.STANDARD, severity);
    Lighting lighting = Lighting.draw(dice, Difficulty.STANDARD, severity);
    Canvas canvas = camera.canvas(shape);
    subject.paint(canvas, severity, dice);
    lighting.applyTo(canvas);
    return camera.expose(canvas, shape, new Dice(seed.derive(kind + " grain", index)));
  }
}
