package io.boogeyman.defend.stateless;

import io.boogeyman.core.random.Seed;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Numbers in an order drawn by seed: images come sorted by class, or by track. */
final class Shuffled {
  private Shuffled() {}

  /** 0 to {@code count} − 1. */
  static int[] indices(int count, Seed seed) {
    int[] order = IntStream.range(0, count).toArray();
    SplittableRandom chance = new SplittableRandom(seed.derive("order").value());
    for (int i = count - 1; i > 0; i--) {
      int other = chance.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order;
  }
}
