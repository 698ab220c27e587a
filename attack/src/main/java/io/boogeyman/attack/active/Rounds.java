package io.boogeyman.attack.active;

/**
 * How a budget is spent: a tenth to begin with, the rest in ten rounds alike.
 *
 * @param budget queries in all
 */
record Rounds(int budget) {
  private static final int ROUNDS = 10;

  /** A network cannot be trained on less, where it has batch normalisation. */
  private static final int FEWEST = 2;

  /** How many queries there are at the end of the round that begins after so many. */
  int next(int asked) {
    int first = Math.min(budget, Math.max(FEWEST, budget / ROUNDS));
    int next = first;
    for (int round = 1; next <= asked && round <= ROUNDS; round++) {
      next = first + (int) ((long) (budget - first) * round / ROUNDS);
    }
    return next;
  }
}
