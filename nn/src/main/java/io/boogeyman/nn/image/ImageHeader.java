package io.boogeyman.nn.image;

/**
 * What an image's first bytes say of it, without decoding.
 *
 * @param format the format's usual name: {@code "PNG"}
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record ImageHeader(String format, int height, int width) {

  /** Height × width. */
  public long pixels() {
    return (long) height * width;
  }
}
