package io.boogeyman.guard.dashboard;

/** Numbers fit for JSON, which knows neither infinity nor NaN. */
final class Finite {
  private static final double LARGEST = 1e6;

  private Finite() {}

  /** The number within 0 and a million; 0 for NaN. */
  static double of(double value) {
    return Double.isNaN(value) ? 0 : Math.min(LARGEST, Math.max(0, value));
  }

  /** The same to four decimals. */
  static double rounded(double value) {
    return Math.round(of(value) * 1e4) / 1e4;
  }
}
