package io.boogeyman.attack.active;

/**
 * How much an image promises of classes that have been named rarely, Σₖ pₖ / (nₖ + 1): p what a
 * copy makes of it, n how often the answers so far named each class. Foreign images look like a few
 * of a victim's classes, and the copy does not learn the others; see class-balanced active learning
 * (Bengar et al. 2022), which solves for a batch what is here a weight. Where the copy was trained
 * to raise rare classes, as by {@code steal --best}, they are raised twice: so it was measured.
 */
final class Rarity {
  private final int[] named;

  /**
   * @param named how often each class was named
   */
  Rarity(int... named) {
    this.named = named.clone();
  }

  /**
   * From 0 to 1.
   *
   * @param probabilities one a class
   */
  double of(float... probabilities) {
    double sum = 0;
    for (int k = 0; k < named.length; k++) {
      sum += probabilities[k] / (named[k] + 1.0);
    }
    return sum;
  }
}
