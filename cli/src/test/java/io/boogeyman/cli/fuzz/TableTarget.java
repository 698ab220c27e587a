package io.boogeyman.cli.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tables of labels beside images. The input's first byte says how many bytes the first of two
 * tables has.
 */
public final class TableTarget {
  private static final Promise PROMISE = Promise.throwingOnly(IOException.class);
  private static final Scratch SCRATCH = new Scratch();

  private TableTarget() {}

  /** Reads the input as two tables. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 1) {
      return;
    }
    int first = Math.min(Byte.toUnsignedInt(input[0]), input.length - 1);
    PROMISE.holdsFor(
        input.length,
        () -> {
          for (String image : new String[] {"a.ppm", "b.ppm", "t/a.ppm", "t/c.ppm"}) {
            if (!SCRATCH.folder().resolve(image).toFile().exists()) {
              SCRATCH.write(image, "P6 1 1 255\n...".getBytes(StandardCharsets.US_ASCII));
            }
          }
          SCRATCH.write("t/GT-0.csv", Arrays.copyOfRange(input, 1, 1 + first));
          SCRATCH.write("labels.csv", Arrays.copyOfRange(input, 1 + first, input.length));
          Sources.exhaust(SCRATCH.folder());
        });
  }
}
