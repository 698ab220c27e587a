package io.boogeyman.nn.training;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random pixels in memory, each image brighter in the rows that belong to its class. */
public final class PaintedImages implements ImageSet {
  private final ImageShape shape;
  private final byte[][] images;
  private final Labels labels;

  /** Classes follow one another: 0, 1, …, 0, 1, …. */
  public PaintedImages(int size, int side, int classes, long seed) {
    this.shape = ImageShape.square(side);
    this.labels =
        new Labels(
            IntStream.range(0, classes).mapToObj(k -> "class " + k).toList(),
            IntStream.range(0, size).map(i -> i % classes).toArray());
    SplittableRandom random = new SplittableRandom(seed);
    this.images = new byte[size][];
    Arrays.setAll(images, i -> paint(random, labels.get(i), classes));
  }

  private byte[] paint(SplittableRandom random, int label, int classes) {
    byte[] pixels = new byte[shape.bytes()];
    for (int i = 0; i < pixels.length; i++) {
      int band = i * classes / pixels.length;
      pixels[i] = (byte) (random.nextInt(150) + (band == label ? 100 : 0));
    }
    return pixels;
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public int size() {
    return images.length;
  }

  @Override
  public String name() {
    return "painted";
  }

  @Override
  public String digest() {
    Digest digest = Digest.start().add(labels.toArray());
    Arrays.stream(images).forEach(digest::add);
    return digest.hex();
  }

  @Override
  public ImageBatch read(int... indices) {
    byte[] pixels = new byte[indices.length * shape.bytes()];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(images[indices[i]], 0, pixels, i * shape.bytes(), shape.bytes());
    }
    return new ImageBatch(shape, pixels);
  }

  /** Every image. */
  public ImageBatch all() {
    return read(IntStream.range(0, images.length).toArray());
  }

  @Override
  public Optional<Labels> labels() {
    return Optional.of(labels);
  }
}
