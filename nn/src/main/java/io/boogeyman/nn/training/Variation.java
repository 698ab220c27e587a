package io.boogeyman.nn.training;

import java.util.SplittableRandom;

/** Changes images, byte by byte. */
@FunctionalInterface
interface Variation {

  /** Changes the image at {@code offset}. */
  void apply(byte[] pixels, int offset, SplittableRandom random);
}
