package io.boogeyman.core.prediction;

import java.util.OptionalInt;

/** Finds out whether probabilities were rounded. */
public final class Decimals {
  /** Beyond these a float32 near 1 cannot be told from a rounded one. */
  private static final int MOST = 5;

  private Decimals() {}

  /** The fewest decimals, 1 to 5, that all values can be written with; empty if none suffice. */
  public static OptionalInt of(float... probabilities) {
    for (int decimals = 1; decimals <= MOST; decimals++) {
      double scale = Math.pow(10, decimals);
      boolean rounded = true;
      for (float p : probabilities) {
        double whole = Math.rint(p * scale);
        rounded &= Math.abs(p * scale - whole) < 1e-7 * scale && (whole > 0 || p == 0);
      }
      if (rounded) {
        return OptionalInt.of(decimals);
      }
    }
    return OptionalInt.empty();
  }
}
