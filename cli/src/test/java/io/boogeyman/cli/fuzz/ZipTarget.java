package io.boogeyman.cli.fuzz;

import java.io.IOException;
import java.util.List;

/** Zip archives as image sources. */
public final class ZipTarget {
  /** Deflate packs 1,032 bytes into one at best; twice that while they are put together. */
  private static final Promise PROMISE = new Promise(List.of(IOException.class), 3000);

  private static final Scratch SCRATCH = new Scratch();

  private ZipTarget() {}

  /** Opens the input as an archive. */
  public static void fuzzerTestOneInput(byte[] input) {
    PROMISE.holdsFor(input.length, () -> Sources.exhaust(SCRATCH.write("archive.zip", input)));
  }
}
