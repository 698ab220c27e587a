package io.boogeyman.attack.active;

/** How little a copy knows of an image, by its probabilities. */
final class Uncertainty {
  private Uncertainty() {}

  /** Entropy over its largest value, ln K: 0 to 1. Of one class it is 0. */
  static double entropy(float... probabilities) {
    double entropy = 0;
    for (float p : probabilities) {
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return probabilities.length == 1 ? 0 : entropy / Math.log(probabilities.length);
  }
}
