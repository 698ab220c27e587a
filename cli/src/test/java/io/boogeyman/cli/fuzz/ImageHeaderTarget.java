package io.boogeyman.cli.fuzz;

import io.boogeyman.nn.image.ImageHeader;
import io.boogeyman.nn.image.UnreadableImageException;
import io.boogeyman.nn.image.decode.ImageDecoder;

/** The first bytes of images, read in Java alone. */
public final class ImageHeaderTarget {
  private static final Promise PROMISE = Promise.throwingOnly(UnreadableImageException.class);

  private ImageHeaderTarget() {}

  /** Reads the input as the beginning of an image. */
  public static void fuzzerTestOneInput(byte[] input) {
    PROMISE.holdsFor(
        input.length,
        () -> {
          ImageHeader header = ImageDecoder.header(input, "image");
          if (header.height() < 1 || header.width() < 1) {
            throw new AssertionError(header + " has no pixels");
          }
        });
  }
}
