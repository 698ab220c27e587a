package io.boogeyman.nn.synthetic;

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
 * {@link Signs}. Cost: about 0.5 ms for 32×32. Departs from the reference: finitely many leaves,
 * most of them textured, some carrying marks such as rings, bars and lettering.
 */
public final class Scenes implements ImageSource {
  private static final int VERSION = 2;

  private static final double SMALLEST_LEAF = 0.15;
  private static final double LARGEST_LEAF = 1.5;

  /** Share of the scenes with something large in the middle, as photographers like it. */
  private static final double SUBJECT_PROBABILITY = 0.8;

  /** Scenes are photographed in better conditions than signs: nobody drove past them. */
  private static final double SEVERITY_SHARE = 0.5;

  private final DrawnSet set;

  /**
   * @param seed where the drawings begin
   * @param size how many images; a larger set begins with the images of a smaller
   * @throws IllegalArgumentException if {@code size} is negative
   */
  public Scenes(Seed seed, int size) {
    set = new DrawnSet("scenes", VERSION, seed, size);
  }

  @Override
  public String name() {
    return set.name();
  }

  @Override
  public String digest() {
    return set.digest();
  }

  @Override
  public int size() {
    return set.size();
  }

  @Override
  public Optional<Labels> labels() {
    return Optional.empty();
  }

  @Override
  public String nameOf(int index) {
    return set.nameOf(index);
  }

  /**
   * @throws IndexOutOfBoundsException if there is no such image
   * @throws IllegalArgumentException if the shape is not RGB
   */
  @Override
  public byte[] read(int index, ImageShape shape) {
    return set.photograph(
        index, shape, SEVERITY_SHARE, (canvas, severity, dice) -> paint(canvas, dice));
  }

  private static void paint(Canvas canvas, Dice dice) {
    canvas.fill(dice.chance(0.6) ? Surfaces.backdrop(dice) : Surfaces.draw(dice));
    int leaves = dice.chance(0.25) ? 0 : 1 + dice.below(8);
    for (int i = 0; i < leaves; i++) {
      addThing(canvas, dice, leafRadius(dice));
    }
    if (dice.chance(SUBJECT_PROBABILITY)) {
      addThing(canvas, dice, dice.between(0.4, 1));
    }
  }

  private static void addThing(Canvas canvas, Dice dice, double radius) {
    double spread = radius > LARGEST_LEAF / 2 ? 0.6 : 1.1;
    Projection place =
        Projection.placed(
            dice.around(spread),
            dice.around(spread),
            radius,
            dice.chance(0.6) ? dice.around(15) : dice.around(180),
            dice.between(0.5, 1),
            dice.around(0.15),
            dice.around(0.15));
    Region outline = Things.outline(dice);
    canvas.paint(place, outline, dice.chance(0.65) ? Surfaces.draw(dice) : Surfaces.plain(dice));
    double margin = 0;
    while (dice.chance(0.4)) {
      margin -= dice.between(0.05, 0.3);
      canvas.paint(place, outline.grown(margin), Surfaces.plain(dice));
    }
    if (dice.chance(0.4)) {
      Region mark = Things.mark(dice).scaled(0.7).within(outline.grown(margin));
      canvas.paint(place, mark, Surfaces.plain(dice));
    }
  }

  /** By inversion of the distribution with density r<sup>−3</sup> between the two limits. */
  private static double leafRadius(Dice dice) {
    double least = 1 / (LARGEST_LEAF * LARGEST_LEAF);
    double most = 1 / (SMALLEST_LEAF * SMALLEST_LEAF);
    return 1 / Math.sqrt(dice.between(least, most));
  }
}
