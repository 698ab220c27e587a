package io.boogeyman.attack.query;

import io.boogeyman.core.random.Seed;
import java.util.Arrays;

/**
 * Images at random, without replacement: Knockoff nets' query phase (Orekondy et al. 2019, §4.1.2).
 * The order is one permutation of the pool, so that a larger budget asks what a smaller one asked,
 * and then more. O(pool).
 */
public record RandomStrategy() implements BlindStrategy {

  @Override
  public String name() {
    return "random";
  }

  @Override
  public int[] order(int pool, int count, Seed seed) {
    return Arrays.copyOf(seed.derive("queries").permutation(pool), count);
  }
}
