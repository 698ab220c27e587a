package io.boogeyman.victim.input;

/** Which colours a pixel has, in which order. */
public enum Channels {
  /** Red, green, blue. */
  RGB(3),
  /** Blue, green, red: Caffe's and OpenCV's order. */
  BGR(3),
  /** One value: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601), as most decoders make it. */
  GREY(1);

  private final int count;

  Channels(int count) {
    this.count = count;
  }

  /** Values a pixel. */
  public int count() {
    return count;
  }

  /**
   * One value of a pixel, in [0, 255].
   *
   * @param pixels red, green and blue of each pixel in turn, 8 bits each
   * @param at where the pixel's red lies
   * @param channel in [0, count())
   */
  float value(byte[] pixels, int at, int channel) {
    return switch (this) {
      case RGB -> pixels[at + channel] & 0xff;
      case BGR -> pixels[at + 2 - channel] & 0xff;
      case GREY ->
          0.299f * (pixels[at] & 0xff)
              + 0.587f * (pixels[at + 1] & 0xff)
              + 0.114f * (pixels[at + 2] & 0xff);
    };
  }
}
