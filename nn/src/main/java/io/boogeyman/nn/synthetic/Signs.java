package io.boogeyman.nn.synthetic;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.ImageSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Drawn photographs of traffic signs, labelled: 43 classes inspired by the German signs, with
 * pictograms of their own, in perspective, bad light and clutter, photographed by a poor camera.
 *
 * <p>Every 43 images in a row show every class once, in an order of their own. Cost: some 0.3 ms
 * for 32×32.
 */
public final class Signs implements ImageSource {
  /** Raised whenever a drawing changes, so that no cache takes the old images for the new. */
  private static final int VERSION = 1;

  private static final List<SignFace> FACES =
      Stream.of(
              ProhibitionSigns.faces(),
              WarningSigns.priorityFaces(),
              WarningSigns.faces(),
              MandatorySigns.faces())
          .flatMap(List::stream)
          .toList();

  private final Seed seed;
  private final Labels labels;

  /**
   * @param seed where the drawings begin
   * @param size how many images; a larger set begins with the images of a smaller
   * @throws IllegalArgumentException if {@code size} is negative
   */
  public Signs(Seed seed, int size) {
    if (size < 0) {
      throw new IllegalArgumentException("cannot draw " + size + " signs");
    }
    this.seed = seed;
    labels = new Labels(FACES.stream().map(SignFace::name).toList(), classes(seed, size));
  }

  private static int[] classes(Seed seed, int size) {
    int[] classes = new int[size];
    int[] order = {};
    for (int i = 0; i < size; i++) {
      int place = i % FACES.size();
      if (place == 0) {
        order = seed.derive("sign classes", i).permutation(FACES.size());
      }
      classes[i] = order[place];
    }
    return classes;
  }

  @Override
  public String name() {
    return "signs:" + seed.value();
  }

  @Override
  public String digest() {
    return Digest.start().add("signs").add(VERSION).add(seed.value()).add(size()).hex();
  }

  @Override
  public int size() {
    return labels.size();
  }

  @Override
  public Optional<Labels> labels() {
    return Optional.of(labels);
  }

  @Override
  public String nameOf(int index) {
    return "sign " + index;
  }

  @Override
  public byte[] read(int index, ImageShape shape) {
    DrawnImage.check(index, size(), shape);
    Dice dice = new Dice(seed.derive("sign", index));
    Dice grain = new Dice(seed.derive("sign grain", index));
    double severity = Difficulty.STANDARD.drawSeverity(dice);
    Camera camera = Camera.draw(dice, Difficulty.STANDARD, severity);
    Lighting lighting = Lighting.draw(dice, Difficulty.STANDARD, severity);
    Canvas canvas = camera.canvas(shape);
    canvas.fill(Surfaces.backdrop(dice));
    new SignPost(Difficulty.STANDARD, severity).paint(canvas, FACES.get(labels.get(index)), dice);
    lighting.applyTo(canvas);
    return camera.expose(canvas, shape, grain);
  }
}
