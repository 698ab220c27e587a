package io.boogeyman.victim.input;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The way back of {@link Preprocessing}: from the tensor that a client made to the 8-bit RGB pixels
 * that it was made of. Each value goes to the nearest pixel value, so that an image comes out the
 * same whatever type and normalisation it went through, as far as the type could hold it. Of grey
 * all three colours become the one that there is. Cost: O(values), one pass.
 *
 * <p>A value that lies no more than one level outside [0, 255] is taken for 0 or 255: rounding in
 * half precision does that. One that lies further off is a mistake, most likely another
 * normalisation, and is refused. Of UINT8 every value must be a whole number of its range.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class Inversion {
  private static final double TOLERANCE = 1;

  /** By how much a grey that was computed of three colours may miss a whole number. */
  private static final double SLIP = 1e-3;

  private final Preprocessing preprocessing;
  private final ImageShape shape;
  private final int channels;
  private final double[] factor;
  private final double[] offset;

  /**
   * The way back of this.
   *
   * @throws IllegalArgumentException in one line, if there is none: it cuts images, or its type
   *     cannot hold what its normalisation makes of pixels
   */
  public Inversion(Preprocessing preprocessing) {
    if (!preprocessing.fed().equals(preprocessing.images())) {
      throw new IllegalArgumentException(
          "tensors of the middle "
              + preprocessing.fed()
              + " say nothing of the rest of "
              + preprocessing.images()
              + " images; leave input.crop out");
    }
    this.preprocessing = preprocessing;
    this.shape = preprocessing.images();
    this.channels = preprocessing.channels().count();
    this.factor = new double[channels];
    this.offset = new double[channels];
    for (int c = 0; c < channels; c++) {
      factor[c] = preprocessing.normalisation().factorBack(c);
      offset[c] = preprocessing.normalisation().offsetBack(c);
    }
    for (int c = 0; c < channels; c++) {
      requireWayBack(c);
    }
  }

  /** All 256 values that a pixel can have, there and back: a type may be too coarse for them. */
  private void requireWayBack(int channel) {
    float[] values = new float[256];
    for (int level = 0; level < values.length; level++) {
      values[level] = preprocessing.normalisation().apply(level, channel);
    }
    float[] held = preprocessing.type().held(values);
    for (int level = 0; level < held.length; level++) {
      double back = level(held[level], channel);
      if (!(Math.rint(back) == level)) {
        throw new IllegalArgumentException(
            "values of %s cannot hold %s: a pixel of %d would come back as %s"
                .formatted(
                    preprocessing.type(), preprocessing.normalisation(), level, number(back)));
      }
    }
  }

  private double level(float value, int channel) {
    return value * factor[channel] + offset[channel];
  }

  private static String number(double level) {
    return Double.isFinite(level) ? Long.toString(Math.round(level)) : "no number";
  }

  /**
   * The images of a tensor's values.
   *
   * @param values row-major; more than are due may be there
   * @throws IllegalArgumentException in one line, if a value is no pixel's
   */
  public ImageBatch pixels(float[] values, int count) {
    if (preprocessing.type() == ElementType.UINT8) {
      requireWhole(values, count * preprocessing.valuesPerImage());
    }
    byte[] pixels = new byte[Math.multiplyExact(count, shape.bytes())];
    for (int i = 0; i < count; i++) {
      read(values, i * preprocessing.valuesPerImage(), pixels, i * shape.bytes());
    }
    return new ImageBatch(shape, pixels);
  }

  /**
   * The images of a tensor's bytes, from the buffer's position on, which moves.
   *
   * @param encoded little-endian, as {@link Preprocessing#encode(ImageBatch)} writes it
   * @throws IllegalArgumentException in one line, if a value is no pixel's
   * @throws java.nio.BufferUnderflowException if there are fewer bytes than are due
   */
  public ImageBatch pixels(ByteBuffer encoded, int count) {
    ByteBuffer in = encoded.order(ByteOrder.LITTLE_ENDIAN);
    byte[] pixels = new byte[Math.multiplyExact(count, shape.bytes())];
    float[] values = new float[preprocessing.valuesPerImage()];
    for (int i = 0; i < count; i++) {
      preprocessing.type().get(in, values);
      read(values, 0, pixels, i * shape.bytes());
    }
    return new ImageBatch(shape, pixels);
  }

  /** Numbers that were never bytes: fractions are most likely another normalisation's. */
  private static void requireWhole(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      double nearest = Math.max(0, Math.min(255, Math.rint(values[i])));
      if (!(Math.abs(values[i] - nearest) <= SLIP)) {
        throw new IllegalArgumentException(
            "the value " + values[i] + " is no pixel's: UINT8 has whole numbers from 0 to 255");
      }
    }
  }

  private void read(float[] values, int from, byte[] pixels, int image) {
    boolean planes = preprocessing.layout() == Layout.NCHW;
    int area = shape.height() * shape.width();
    for (int c = 0; c < channels; c++) {
      int first = from + (planes ? c * area : c);
      readChannel(values, first, planes ? 1 : channels, c, pixels, image);
    }
  }

  private void readChannel(
      float[] values, int first, int step, int channel, byte[] pixels, int image) {
    boolean grey = preprocessing.channels() == Channels.GREY;
    int colour = preprocessing.channels() == Channels.BGR ? 2 - channel : channel;
    int end = image + shape.bytes();
    for (int pixel = image, value = first; pixel < end; pixel += 3, value += step) {
      double level = level(values[value], channel);
      if (!(level >= -TOLERANCE && level <= 255 + TOLERANCE)) {
        throw refused(values[value], channel);
      }
      byte rounded = (byte) Math.max(0, Math.min(255, (int) Math.rint(level)));
      pixels[pixel + colour] = rounded;
      if (grey) {
        pixels[pixel + 1] = rounded;
        pixels[pixel + 2] = rounded;
      }
    }
  }

  private IllegalArgumentException refused(float value, int channel) {
    float black = preprocessing.normalisation().apply(0, channel);
    float white = preprocessing.normalisation().apply(255, channel);
    return new IllegalArgumentException(
        "the value "
            + value
            + " is no pixel's: in channel "
            + channel
            + " of "
            + channels
            + " values lie in ["
            + Math.min(black, white)
            + ", "
            + Math.max(black, white)
            + "], as "
            + preprocessing.normalisation()
            + " makes them of [0, 255]");
  }
}
