package io.boogeyman.core.image;

/**
 * Height, width and channels of an image.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels values a pixel; 3 (red, green, blue) everywhere in Boogeyman's own sets
 */
public record ImageShape(int height, int width, int channels) {

  /**
   * @throws IllegalArgumentException if a side is not positive, or an image exceeds 2 GiB
   */
  public ImageShape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "an image needs positive sides, not " + height + "x" + width + "x" + channels);
    }
    if ((long) height * width * channels > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an image of " + height + "x" + width + "x" + channels + " is over 2 GiB");
    }
  }

  /** A square RGB image. */
  public static ImageShape square(int side) {
    return new ImageShape(side, side, 3);
  }

  /** Bytes of one image: height × width × channels. */
  public int bytes() {
    return height * width * channels;
  }

  @Override
  public String toString() {
    return height + "x" + width + (channels == 3 ? "" : "x" + channels);
  }
}
