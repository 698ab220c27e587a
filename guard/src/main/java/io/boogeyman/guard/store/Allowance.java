package io.boogeyman.guard.store;

import java.util.Locale;

/**
 * How many images may be asked in a window.
 *
 * @param images the most, at least 0
 * @param window of time
 */
public record Allowance(long images, Window window) {

  /**
   * @throws IllegalArgumentException if the number is negative
   */
  public Allowance {
    if (images < 0) {
      throw new IllegalArgumentException("an allowance must be at least 0 images, not " + images);
    }
  }

  @Override
  public String toString() {
    String amount = String.format(Locale.ROOT, "%,d image%s", images, images == 1 ? "" : "s");
    return switch (window) {
      case EVER -> amount + " in all";
      case DAY, MONTH -> amount + " a " + window.name().toLowerCase(Locale.ROOT);
    };
  }
}
