package io.boogeyman.attack.active;

/**
 * By what an active thief chooses among images that he has not asked (Pal et al. 2020, §4; the last
 * one is ours), and in how many rounds.
 */
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
  DFAL_K_CENTER("dfal-k-center"),
  /**
   * What seems to be of classes that the answers have named rarely, {@link Rarity}; a quarter at
   * random and three rounds, since it takes a copy that has learnt something of these.
   */
  RARE("rare", 4, 3);

  private final String text;
  private final int parts;
  private final int rounds;

  Selection(String text) {
    this(text, 10, 10);
  }

  Selection(String text, int parts, int rounds) {
    this.text = text;
    this.parts = parts;
    this.rounds = rounds;
  }

  Rounds rounds(int budget) {
    return new Rounds(budget, parts, rounds);
  }

  /** What it is called, in settings and reports. */
  @Override
  public String toString() {
    return text;
  }
}
