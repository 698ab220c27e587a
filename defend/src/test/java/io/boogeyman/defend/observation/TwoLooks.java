package io.boogeyman.defend.observation;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small noisy images: own ones are bright to one side, each class to its own; foreign are dark. */
public final class TwoLooks implements ImageSet {
  private final int count;
  private final int classes;
  private final ImageShape shape;
  private final boolean own;

  private TwoLooks(int count, int classes, ImageShape shape, boolean own) {
    this.count = count;
    this.classes = classes;
    this.shape = shape;
    this.own = own;
  }

  /** Labelled images, as many of each class. */
  public static TwoLooks own(int count, int classes, ImageShape shape) {
    return new TwoLooks(count, classes, shape, true);
  }

  /** Unlabelled images. */
  public static TwoLooks foreign(int count, int classes, ImageShape shape) {
    return new TwoLooks(count, classes, shape, false);
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public String name() {
    return "two looks";
  }

  @Override
  public String digest() {
    return Digest.start().add(name() + own).add(count).add(classes).hex();
  }

  @Override
  public ImageBatch read(int... indices) {
    byte[] pixels = new byte[indices.length * shape.bytes()];
    for (int i = 0; i < indices.length; i++) {
      draw(indices[i], pixels, i * shape.bytes());
    }
    return new ImageBatch(shape, pixels);
  }

  private void draw(int index, byte[] pixels, int from) {
    SplittableRandom chance = new SplittableRandom(index * 2L + (own ? 1 : 0));
    int channel = index % classes % 3;
    for (int p = 0; p < shape.bytes(); p++) {
      boolean bright = own && p % 3 == channel;
      pixels[from + p] = (byte) (chance.nextInt(70) + (bright ? 150 : 20));
    }
  }

  @Override
  public Optional<Labels> labels() {
    if (!own) {
      return Optional.empty();
    }
    return Optional.of(
        new Labels(
            IntStream.range(0, classes).mapToObj(k -> "look " + k).toList(),
            IntStream.range(0, count).map(i -> i % classes).toArray()));
  }
}
