package io.boogeyman.attack.query;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import java.util.Arrays;

/**
 * A strategy that looks at no answer, so that all its queries can be named at once. What it asks is
 * known before anything is asked, and is the same whatever the API releases.
 */
public interface BlindStrategy extends QueryStrategy {

  /**
   * Its queries in order. A shorter order is the beginning of a longer one.
   *
   * @param pool how many images there are
   * @param count how many are asked, no more than there are
   * @param seed decides what chance decides
   * @return {@code count} different positions
   */
  int[] order(int pool, int count, Seed seed);

  @Override
  default QuerySession begin(ImageSet pool, int budget, Seed seed) {
    int[] order = order(pool.size(), budget, seed);
    return (asked, most) -> Arrays.copyOfRange(order, asked.size(), asked.size() + most);
  }
}
