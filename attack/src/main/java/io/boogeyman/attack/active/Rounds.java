package io.boogeyman.attack.active;

/**
 * How a budget is spent: a part to begin with, the rest in rounds alike.
 *
 * @param budget queries in all
 * @param parts one of so many to begin with
 * @param rounds how many follow
 */
record Rounds(int budget, int parts, int rounds) {
  /** A network cannot be trained on less, where it has batch normalisation. */
  private static final int FEWEST = 2;

  /** How many queries there are at the end of the round that begins after so many. */
  int next(int asked) {
    int first = Math.min(budget, Math.max(FEWEST, budget / parts));
    int next = first;
    for (int round = 1; next <= asked && round <= rounds; round++) {
      next = first + (int) ((long) (budget - first) * round / rounds);
    }
    return next;
  }
}
