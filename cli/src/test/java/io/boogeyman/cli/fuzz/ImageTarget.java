package io.boogeyman.cli.fuzz;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.image.UnreadableImageException;
import io.boogeyman.nn.image.decode.ImageDecoder;

/** Whole images, decoded by OpenCV, whose native code the fuzzer does not see into. */
public final class ImageTarget {
  private static final Promise PROMISE = Promise.throwingOnly(UnreadableImageException.class);
  private static final ImageShape SHAPE = ImageShape.square(8);

  /** Larger ones are refused or decoded the same way, but a hundred times slower. */
  private static final long MOST_PIXELS = 1_000_000;

  private ImageTarget() {}

  /** Decodes the input. */
  public static void fuzzerTestOneInput(byte[] input) {
    PROMISE.holdsFor(
        input.length,
        () -> {
          if (ImageDecoder.header(input, "image").pixels() <= MOST_PIXELS) {
            byte[] pixels = ImageDecoder.decode(input, "image", SHAPE);
            if (pixels.length != SHAPE.bytes()) {
              throw new AssertionError(pixels.length + " bytes of pixels");
            }
          }
        });
  }
}
