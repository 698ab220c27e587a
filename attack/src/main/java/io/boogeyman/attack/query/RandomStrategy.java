package io.boogeyman.attack.query;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import java.util.Arrays;

/**
 * Images at random, without replacement: Knockoff nets' query phase (Orekondy et al. 2019, §4.1.2).
 * The order is one permutation of the pool, so that a larger budget asks what a smaller one asked,
 * and then more. Depends on no answer, so all is chosen at once, in O(pool).
 */
public record RandomStrategy() implements QueryStrategy {

  @Override
  public String name() {
    return "random";
  }

  @Override
  public int[] choose(ImageSet pool, Transcript asked, int most, Seed seed) {
    int[] order = seed.derive("queries").permutation(pool.size());
    return Arrays.copyOfRange(order, asked.size(), asked.size() + most);
  }
}
