package io.boogeyman.cli.fuzz;

import io.boogeyman.cli.result.ResultFile;
import java.io.IOException;

/** {@code result.json}. */
public final class ResultTarget {
  private static final Promise PROMISE = Promise.throwingOnly(IOException.class);
  private static final Scratch SCRATCH = new Scratch();

  private ResultTarget() {}

  /** Reads the input as a result. */
  public static void fuzzerTestOneInput(byte[] input) {
    PROMISE.holdsFor(input.length, () -> ResultFile.read(SCRATCH.write("result.json", input)));
  }
}
