package io.boogeyman.attack.query;

import io.boogeyman.core.random.Seed;

/**
 * Images of two kinds, at random without replacement, in a steady ratio: the thief who got hold of
 * some images of the victim's own kind, and stretches them with foreign ones to ask more or to be
 * seen less. Of the first n queries, n·share (rounded) are insiders, for every n. O(pool).
 *
 * @param insiders how many images at the end of the pool are of the victim's own kind
 * @param share of the queries that they are to be, from 0 to 1
 */
public record MixedStrategy(int insiders, double share) implements BlindStrategy {

  /**
   * @throws IllegalArgumentException if the share is none, or there are fewer than no insiders
   */
  public MixedStrategy {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share of insiders is from 0 to 1, not " + share);
    }
    if (insiders < 0) {
      throw new IllegalArgumentException("there cannot be " + insiders + " insiders");
    }
  }

  @Override
  public String name() {
    return "mixed, " + share + " insiders";
  }

  /** How many can be asked at most before either kind runs out. */
  public int most(int pool) {
    int outsiders = pool - insiders;
    int most = 0;
    while (most < pool
        && ofFirst(most + 1) <= insiders
        && most + 1 - ofFirst(most + 1) <= outsiders) {
      most++;
    }
    return most;
  }

  private int ofFirst(int queries) {
    return (int) Math.floor(share * queries + 0.5);
  }

  @Override
  public int[] order(int pool, int count, Seed seed) {
    int outsiders = pool - insiders;
    int[] outside = seed.derive("queries").permutation(outsiders);
    int[] inside = seed.derive("insiders").permutation(insiders);
    int[] order = new int[count];
    for (int i = 0; i < order.length; i++) {
      int before = ofFirst(i);
      boolean isInsider = ofFirst(i + 1) > before;
      order[i] = isInsider ? outsiders + inside[before] : outside[i - before];
    }
    return order;
  }
}
