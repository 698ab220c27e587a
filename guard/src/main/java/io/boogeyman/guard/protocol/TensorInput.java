package io.boogeyman.guard.protocol;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.victim.input.Inversion;
import io.boogeyman.victim.input.Preprocessing;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The tensor that images come in, as clients are told to make it. Safe for several threads. */
public final class TensorInput {
  private final String name;
  private final Preprocessing preprocessing;
  private final Inversion inversion;

  /**
   * A tensor of this name.
   *
   * @param preprocessing how clients make it of 8-bit pixels
   * @throws IllegalArgumentException if it cuts images: what it cut off cannot be had back
   */
  public TensorInput(String name, Preprocessing preprocessing) {
    this.name = name;
    this.preprocessing = preprocessing;
    this.inversion = new Inversion(preprocessing);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** How clients make it. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  String datatype() {
    return preprocessing.type().name();
  }

  /** Lengths of the axes; −1 for the images'. */
  long[] axes() {
    return preprocessing.axes(-1);
  }

  /** Lengths of one image's axes. */
  int[] imageAxes() {
    return Arrays.stream(preprocessing.axes(1)).skip(1).mapToInt(Math::toIntExact).toArray();
  }

  int valuesPerImage() {
    return preprocessing.valuesPerImage();
  }

  int bytesPerImage() {
    return preprocessing.bytesPerImage();
  }

  /** What is said of a tensor, checked: how many images it is of. */
  int count(String saidName, String saidDatatype, long[] saidShape, int most)
      throws RequestException {
    if (!saidName.equals(name)) {
      throw RequestException.malformed(
          "the model has no input '" + saidName + "'; its input is '" + name + "'");
    }
    if (!saidDatatype.equals(datatype())) {
      throw RequestException.malformed(
          "input '%s' is of datatype %s, not '%s'".formatted(name, datatype(), saidDatatype));
    }
    long[] due = axes();
    boolean fits =
        saidShape.length == due.length
            && saidShape[0] > 0
            && Arrays.equals(saidShape, 1, due.length, due, 1, due.length);
    if (!fits) {
      throw RequestException.malformed(
          "input '%s' has the shape %s, not %s; the first axis counts images"
              .formatted(name, Arrays.toString(due), shortened(saidShape)));
    }
    requireAtMost(saidShape[0], most);
    return (int) saidShape[0];
  }

  static void requireAtMost(long images, int most) throws RequestException {
    if (images > most) {
      throw RequestException.tooLarge(
          "%,d images are more than the %,d that a request may hold: the maximum batch size"
              .formatted(images, most));
    }
  }

  private static String shortened(long... shape) {
    return shape.length <= 8 ? Arrays.toString(shape) : "one of " + shape.length + " axes, or more";
  }

  ImageBatch images(float[] values, int count) throws RequestException {
    try {
      return inversion.pixels(values, count);
    } catch (IllegalArgumentException e) {
      throw RequestException.malformed("input '" + name + "': " + e.getMessage());
    }
  }

  /** The images in all the bytes of a buffer. */
  ImageBatch images(ByteBuffer bytes, int count) throws RequestException {
    long due = (long) count * bytesPerImage();
    if (bytes.remaining() != due) {
      throw RequestException.malformed(
          "input '%s' has %,d bytes; %,d images of %,d bytes each are %,d"
              .formatted(name, bytes.remaining(), count, bytesPerImage(), due));
    }
    try {
      return inversion.pixels(bytes, count);
    } catch (IllegalArgumentException e) {
      throw RequestException.malformed("input '" + name + "': " + e.getMessage());
    }
  }
}
