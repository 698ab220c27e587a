package io.boogeyman.attack.active;

/** By what an active thief chooses among images that he has not asked (Pal et al. 2020, §4). */
public enum Selection {
  /** The copy's entropy, highest first: where it knows least. */
  ENTROPY("entropy"),
  /** The copy's highest probability less the second, smallest first: between two classes. */
  MARGIN("margin"),
  /** As far as can be, in the copy's probabilities, from all that was asked: greedy k-center. */
  K_CENTER("k-center"),
  /** The distance to the copy's decision boundary as DeepFool finds it, smallest first: DFAL. */
  DFAL("dfal"),
  /** Those nearest to the boundary, and of them by k-center. */
  DFAL_K_CENTER("dfal-k-center");

  private final String text;

  Selection(String text) {
    this.text = text;
  }

  /** What it is called, in settings and reports. */
  @Override
  public String toString() {
    return text;
  }
}
