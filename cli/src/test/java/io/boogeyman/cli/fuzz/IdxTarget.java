package io.boogeyman.cli.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * IDX files. The input's first byte says how many bytes the labels have, and 255 that there are
 * none; the second whether both are gzipped.
 */
public final class IdxTarget {
  /** What is gzipped may grow 1,032 times. */
  private static final Promise PROMISE = new Promise(List.of(IOException.class), 3000);

  private static final Scratch PLAIN = new Scratch();
  private static final Scratch GZIPPED = new Scratch();
  private static final int UNLABELLED = 255;

  private IdxTarget() {}

  /** Opens the input as a pair of files. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    int first = Byte.toUnsignedInt(input[0]);
    int labels = first == UNLABELLED ? 0 : Math.min(first, input.length - 2);
    boolean gzipped = input[1] % 2 != 0;
    PROMISE.holdsFor(
        input.length,
        () -> {
          byte[] labelFile = Arrays.copyOfRange(input, 2, 2 + labels);
          byte[] imageFile = Arrays.copyOfRange(input, 2 + labels, input.length);
          Sources.exhaust(files(imageFile, labelFile, first == UNLABELLED, gzipped));
        });
  }

  private static Path files(byte[] images, byte[] labels, boolean unlabelled, boolean gzipped)
      throws IOException {
    Scratch scratch = gzipped ? GZIPPED : PLAIN;
    String end = gzipped ? ".gz" : "";
    scratch.write("train-images-idx3-ubyte" + end, images);
    if (unlabelled) {
      scratch.remove("train-labels-idx1-ubyte" + end);
    } else {
      scratch.write("train-labels-idx1-ubyte" + end, labels);
    }
    return scratch.folder();
  }
}
