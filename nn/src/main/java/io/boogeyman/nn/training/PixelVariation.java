package io.boogeyman.nn.training;

import io.boogeyman.core.image.ImageShape;
import java.util.SplittableRandom;

/**
 * Varies images byte by byte, before they become tensors: a shift and a mirror are copies, and a
 * change of light is a table of 256 values, so that all of it costs some tens of microseconds an
 * image on a thread of its own.
 */
final class PixelVariation {
  private final Augmentation augmentation;
  private final ImageShape shape;

  PixelVariation(Augmentation augmentation, ImageShape shape) {
    this.augmentation = augmentation;
    this.shape = shape;
  }

  /** Varies the image at {@code offset}. */
  void apply(byte[] pixels, int offset, SplittableRandom random) {
    int shift = augmentation.shift();
    if (shift > 0) {
      int down = random.nextInt(2 * shift + 1) - shift;
      int right = random.nextInt(2 * shift + 1) - shift;
      move(pixels, offset, down, right);
    }
    if (augmentation.flip() && random.nextBoolean()) {
      mirror(pixels, offset);
    }
    if (augmentation.light() > 0) {
      light(pixels, offset, random);
    }
  }

  private void move(byte[] pixels, int offset, int down, int right) {
    int row = shape.width() * shape.channels();
    byte[] source = new byte[shape.bytes()];
    System.arraycopy(pixels, offset, source, 0, source.length);
    for (int y = 0; y < shape.height(); y++) {
      int from = Math.min(Math.max(y - down, 0), shape.height() - 1) * row;
      moveRow(source, from, pixels, offset + y * row, right);
    }
  }

  private void moveRow(byte[] source, int from, byte[] pixels, int to, int right) {
    int channels = shape.channels();
    int moved = Math.min(Math.abs(right), shape.width() - 1);
    int kept = (shape.width() - moved) * channels;
    int border = right >= 0 ? from : from + (shape.width() - 1) * channels;
    int borderTo = right >= 0 ? to : to + kept;
    System.arraycopy(
        source,
        right >= 0 ? from : from + moved * channels,
        pixels,
        right >= 0 ? to + moved * channels : to,
        kept);
    for (int x = 0; x < moved; x++) {
      System.arraycopy(source, border, pixels, borderTo + x * channels, channels);
    }
  }

  private void mirror(byte[] pixels, int offset) {
    int channels = shape.channels();
    for (int y = 0; y < shape.height(); y++) {
      int left = offset + y * shape.width() * channels;
      int right = left + (shape.width() - 1) * channels;
      for (; left < right; left += channels, right -= channels) {
        for (int c = 0; c < channels; c++) {
          byte kept = pixels[left + c];
          pixels[left + c] = pixels[right + c];
          pixels[right + c] = kept;
        }
      }
    }
  }

  private void light(byte[] pixels, int offset, SplittableRandom random) {
    double range = augmentation.light();
    double contrast = 1 + random.nextDouble(-range, range);
    byte[][] tables = new byte[shape.channels()][];
    for (int c = 0; c < tables.length; c++) {
      tables[c] = table(contrast, 127.5 * random.nextDouble(-range, range));
    }
    int end = offset + shape.bytes();
    for (int i = offset, c = 0; i < end; i++) {
      pixels[i] = tables[c][pixels[i] & 0xff];
      c = c + 1 == tables.length ? 0 : c + 1;
    }
  }

  private static byte[] table(double contrast, double brightness) {
    byte[] table = new byte[256];
    for (int v = 0; v < table.length; v++) {
      double varied = (v - 127.5) * contrast + 127.5 + brightness;
      table[v] = (byte) Math.round(Math.min(Math.max(varied, 0), 255));
    }
    return table;
  }
}
