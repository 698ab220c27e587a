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
    if (!batch.shape().equals(images)) {
      throw new IllegalArgumentException(
          "the victim takes " + images + " images, not " + batch.shape());
    }
    float[] values = new float[batch.count() * valuesPerImage()];
    for (int i = 0; i < batch.count(); i++) {
      write(middle(batch.slice(i, i + 1).pixels()), values, i * valuesPerImage());
    }
    return values;
  }

  /** The same in {@link #type()}, little-endian, in a direct buffer from 0 to its limit. */
  public ByteBuffer encode(ImageBatch batch) {
    float[] values = values(batch);
    ByteBuffer encoded =
        ByteBuffer.allocateDirect(Math.multiplyExact(values.length, type.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      type.put(value, encoded);
    }
    return encoded.flip();
  }

  private int valuesPerImage() {
    return channels.count() * fed.height() * fed.width();
  }

  private byte[] middle(byte[] pixels) {
    if (fed.equals(images)) {
      return pixels;
    }
    int top = (int) Math.rint((images.height() - fed.height()) / 2.0);
    int left = (int) Math.rint((images.width() - fed.width()) / 2.0);
    byte[] cut = new byte[fed.bytes()];
    for (int row = 0; row < fed.height(); row++) {
      System.arraycopy(
          pixels,
          3 * ((top + row) * images.width() + left),
          cut,
          3 * row * fed.width(),
          3 * fed.width());
    }
    return cut;
  }

  private void write(byte[] pixels, float[] values, int from) {
    int area = fed.height() * fed.width();
    int count = channels.count();
    int pixelStep = layout == Layout.NCHW ? 1 : count;
    int channelStep = layout == Layout.NCHW ? area : 1;
    for (int c = 0; c < count; c++) {
      for (int p = 0; p < area; p++) {
        float value = channels.value(pixels, 3 * p, c);
        values[from + c * channelStep + p * pixelStep] = normalisation.apply(value, c);
      }
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
