package io.boogeyman.victim.input;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes of 8-bit RGB images the tensor that a model takes: cut to the middle, normalised, its
 * channels and axes in the model's order. Cost: O(values), one pass.
 *
 * @param images the size of the images that come in: what a client of the API would send
 * @param fed the size of the images that the model computes with, not larger than {@code images}
 * @param layout order of the axes
 * @param channels order of the colours
 * @param type of a value
 * @param normalisation of a value
 */
public record Preprocessing(
    ImageShape images,
    ImageShape fed,
    Layout layout,
    Channels channels,
    ElementType type,
    Normalisation normalisation) {

  /**
   * @throws IllegalArgumentException if the parts do not fit each other
   */
  public Preprocessing {
    if (images.channels() != 3 || fed.channels() != 3) {
      throw new IllegalArgumentException("images come in red, green and blue");
    }
    if (fed.height() > images.height() || fed.width() > images.width()) {
      throw new IllegalArgumentException(
          "input.crop " + fed + " is larger than the images, " + images);
    }
    normalisation.requireChannels(channels.count());
  }

  /** Axes of the tensor of so many images. */
  public long[] axes(int count) {
    return layout == Layout.NCHW
        ? new long[] {count, channels.count(), fed.height(), fed.width()}
        : new long[] {count, fed.height(), fed.width(), channels.count()};
  }

  /**
   * The tensor's values, row-major.
   *
   * @throws IllegalArgumentException if the images are of another size
   */
  public float[] values(ImageBatch batch) {
    requireImages(batch);
    float[] values = new float[batch.count() * valuesPerImage()];
    float[][] table = table();
    for (int i = 0; i < batch.count(); i++) {
      write(batch.pixels(), i * images.bytes(), table, values, i * valuesPerImage());
    }
    return values;
  }

  /** The same in {@link #type()}, little-endian, in a direct buffer from 0 to its limit. */
  public ByteBuffer encode(ImageBatch batch) {
    ByteBuffer encoded =
        ByteBuffer.allocateDirect(Math.multiplyExact(batch.count(), bytesPerImage()))
            .order(ByteOrder.LITTLE_ENDIAN);
    encode(batch, encoded);
    return encoded.flip();
  }

  /**
   * The same into a buffer, from its position on, which moves.
   *
   * @param into little-endian, with room for the images
   * @throws IllegalArgumentException if the images are of another size
   */
  public void encode(ImageBatch batch, ByteBuffer into) {
    requireImages(batch);
    float[] values = new float[valuesPerImage()];
    float[][] table = table();
    for (int i = 0; i < batch.count(); i++) {
      write(batch.pixels(), i * images.bytes(), table, values, 0);
      type.put(values, into);
    }
  }

  private void requireImages(ImageBatch batch) {
    if (!batch.shape().equals(images)) {
      throw new IllegalArgumentException(
          "the victim takes " + images + " images, not " + batch.shape());
    }
  }

  /** Bytes of one image's tensor. */
  public int bytesPerImage() {
    return Math.multiplyExact(valuesPerImage(), type.bytes());
  }

  /** Values of one image's tensor. */
  public int valuesPerImage() {
    return channels.count() * fed.height() * fed.width();
  }

  /** What becomes of each value that a pixel can have, by channel: 8 bits have but 256. */
  private float[][] table() {
    float[][] table = new float[channels.count()][256];
    for (int c = 0; c < table.length; c++) {
      for (int value = 0; value < 256; value++) {
        table[c][value] = normalisation.apply(value, c);
      }
    }
    return table;
  }

  private void write(byte[] pixels, int image, float[][] table, float[] values, int from) {
    int top = (int) Math.rint((images.height() - fed.height()) / 2.0);
    int left = (int) Math.rint((images.width() - fed.width()) / 2.0);
    int pixelStep = layout == Layout.NCHW ? 1 : channels.count();
    int channelStep = layout == Layout.NCHW ? fed.height() * fed.width() : 1;
    for (int row = 0; row < fed.height(); row++) {
      int pixel = image + 3 * ((top + row) * images.width() + left);
      int value = from + row * fed.width() * pixelStep;
      for (int c = 0; c < channels.count(); c++) {
        writeRow(pixels, pixel, c, table[c], values, value + c * channelStep, pixelStep);
      }
    }
  }

  private void writeRow(
      byte[] pixels, int pixel, int c, float[] table, float[] values, int value, int step) {
    if (channels == Channels.GREY) {
      for (int x = 0; x < fed.width(); x++) {
        values[value + x * step] = normalisation.apply(channels.value(pixels, pixel + 3 * x, c), c);
      }
      return;
    }
    int colour = channels == Channels.RGB ? c : 2 - c;
    for (int x = 0; x < fed.width(); x++) {
      values[value + x * step] = table[pixels[pixel + 3 * x + colour] & 0xff];
    }
  }

  /** What is done, for people. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("images", images.toString());
    if (!fed.equals(images)) {
      settings.put("crop", "the middle " + fed);
    }
    settings.put("layout", layout.name());
    settings.put("channels", channels.name());
    settings.put("values", type.name() + ", " + normalisation);
    return settings;
  }
}
