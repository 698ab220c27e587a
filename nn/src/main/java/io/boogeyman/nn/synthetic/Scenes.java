package io.boogeyman.nn.synthetic;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.ImageSource;
import java.util.Optional;

/**
 * Drawn scenes without labels: an endless pool of pictures that look like outdoors from afar.
 *
 * <p>A backdrop of fractal textures, then objects that occlude one another, whose sizes r follow a
 * density r<sup>−3</sup>: such "dead leaves" have the scale-invariant statistics of natural images
 * (Lee, Mumford and Huang 2001, Int. J. Computer Vision 41). Then the light and the camera of
 * {@link Signs}. Cost: some 0.4 ms for 32×32. Departs from the reference: finitely many leaves,
 * most of them textured, some carrying marks such as rings, bars and lettering.
 */
public final class Scenes implements ImageSource {
  /** Raised whenever a drawing changes, so that no cache takes the old images for the new. */
  private static final int VERSION = 1;

  private static final double SMALLEST_RADIUS = 0.06;
  private static final double LARGEST_RADIUS = 1.3;

  private final Seed seed;
  private final int size;

  /**
   * @param seed where the drawings begin
   * @param size how many images; a larger set begins with the images of a smaller
   * @throws IllegalArgumentException if {@code size} is negative
   */
  public Scenes(Seed seed, int size) {
    if (size < 0) {
      throw new IllegalArgumentException("cannot draw " + size + " scenes");
    }
    this.seed = seed;
    this.size = size;
  }

  @Override
  public String name() {
    return "scenes:" + seed.value();
  }

  @Override
  public String digest() {
    return Digest.start().add("scenes").add(VERSION).add(seed.value()).add(size).hex();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Optional<Labels> labels() {
    return Optional.empty();
  }

  @Override
  public String nameOf(int index) {
    return "scene " + index;
  }

  @Override
  public byte[] read(int index, ImageShape shape) {
    DrawnImage.check(index, size, shape);
    Dice dice = new Dice(seed.derive("scene", index));
    Dice grain = new Dice(seed.derive("scene grain", index));
    double severity = Difficulty.STANDARD.drawSeverity(dice);
    Camera camera = Camera.draw(dice, Difficulty.STANDARD, severity);
    Lighting lighting = Lighting.draw(dice, Difficulty.STANDARD, severity);
    Canvas canvas = camera.canvas(shape);
    canvas.fill(dice.chance(0.6) ? Surfaces.backdrop(dice) : Surfaces.draw(dice));
    int leaves = dice.chance(0.15) ? 0 : 1 + dice.below(12);
    for (int i = 0; i < leaves; i++) {
      addThing(canvas, dice);
    }
    lighting.applyTo(canvas);
    return camera.expose(canvas, shape, grain);
  }

  private static void addThing(Canvas canvas, Dice dice) {
    Projection place =
        Projection.placed(
            dice.around(1.1),
            dice.around(1.1),
            radius(dice),
            dice.chance(0.5) ? dice.around(15) : dice.around(180),
            dice.between(0.4, 1),
            dice.around(0.15),
            dice.around(0.15));
    Region outline = Things.outline(dice);
    canvas.paint(place, outline, dice.chance(0.5) ? Surfaces.draw(dice) : Surfaces.plain(dice), 1);
    double margin = 0;
    while (dice.chance(0.35)) {
      margin -= dice.between(0.05, 0.3);
      canvas.paint(place, outline.grown(margin), Surfaces.plain(dice), 1);
    }
    if (dice.chance(0.35)) {
      Region mark = Things.mark(dice).scaled(0.7).within(outline.grown(margin));
      canvas.paint(place, mark, Surfaces.plain(dice), 1);
    }
  }

  /** By inversion of the distribution with density r<sup>−3</sup> between the two limits. */
  private static double radius(Dice dice) {
    double least = 1 / (LARGEST_RADIUS * LARGEST_RADIUS);
    double most = 1 / (SMALLEST_RADIUS * SMALLEST_RADIUS);
    return 1 / Math.sqrt(dice.between(least, most));
  }
}
