package io.boogeyman.core.image;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.random.Seed;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Each image of another set several times in a row: as it is, and then moved by up to a sixteenth
 * of its height, with the pixels at its edges repeated, and a tenth lighter or darker. A classifier
 * answers them nearly alike; what is drawn anew for every other image, it is drawn anew for.
 *
 * @param images whose variations these are
 * @param count how many an image has, itself among them, at least 1
 */
public record VariedImages(ImageSet images, int count) implements ImageView {
  private static final Seed SEED = new Seed(31_337);
  private static final double LIGHT = 0.1;

  /**
   * @throws IllegalArgumentException if an image is to have none
   */
  public VariedImages {
    if (count < 1) {
      throw new IllegalArgumentException("an image has at least 1 variation, not " + count);
    }
  }

  @Override
  public int size() {
    return Math.multiplyExact(images.size(), count);
  }

  @Override
  public String name() {
    return images.name() + ", in " + count + " variations";
  }

  @Override
  public String digest() {
    return Digest.start().add("variations").add(count).add(images.digest()).hex();
  }

  @Override
  public ImageBatch read(int... indices) {
    int[] sources = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      sources[i] = indices[i] / count;
    }
    byte[] before = images.read(sources).pixels();
    byte[] pixels = before.clone();
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] % count > 0) {
        vary(before, pixels, i * shape().bytes(), SEED.derive("variation", indices[i]).generator());
      }
    }
    return new ImageBatch(shape(), pixels);
  }

  private void vary(byte[] before, byte[] after, int from, SplittableRandom random) {
    int most = Math.max(1, shape().height() / 16);
    int down = random.nextInt(-most, most + 1);
    int right = random.nextInt(-most, most + 1);
    double light = random.nextDouble(1 - LIGHT, 1 + LIGHT);
    int row = shape().width() * shape().channels();
    for (int y = 0; y < shape().height(); y++) {
      int source = from + within(y - down, shape().height()) * row;
      for (int x = 0; x < shape().width(); x++) {
        int pixel = source + within(x - right, shape().width()) * shape().channels();
        int target = from + y * row + x * shape().channels();
        for (int c = 0; c < shape().channels(); c++) {
          long value = Math.round((before[pixel + c] & 255) * light);
          after[target + c] = (byte) Math.min(255, value);
        }
      }
    }
  }

  private static int within(int place, int length) {
    return Math.max(0, Math.min(length - 1, place));
  }

  @Override
  public ImageDigest digestOf(int index) {
    return index % count == 0 ? images.digestOf(index / count) : ImageDigest.of(read(index), 0);
  }

  @Override
  public int group(int index) {
    return images.group(index / count);
  }

  @Override
  public Optional<Labels> labels() {
    return Optional.empty();
  }
}
