package io.boogeyman.cli.detect;

import io.boogeyman.attack.query.RandomStrategy;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.nn.image.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which attackers there are.
 *
 * @param unseen foreign images that no detector was fitted to
 * @param accounts over which a thief spreads
 */
public record AttackSettings(List<String> unseen, int accounts) {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public AttackSettings {
    unseen = List.copyOf(unseen);
    if (accounts < 1 || accounts > 1_000) {
      throw new IllegalArgumentException("--accounts must be from 1 to 1,000, not " + accounts);
    }
  }

  /** The attackers, on images that no detector was fitted to. */
  List<Attack> attacks(DetectorImages images) throws IOException {
    List<Attack> attacks = new ArrayList<>();
    for (Map.Entry<String, Split> pool : images.pools().entrySet()) {
      attacks.add(knockoff(pool.getKey(), pool.getValue().second(), true));
    }
    for (String name : unseen) {
      attacks.add(knockoff(name, images.some(name), false));
    }
    return attacks;
  }

  private static Attack knockoff(String name, ImageSet images, boolean seen) {
    return new Attack(
        "knockoff, " + name,
        "images of " + name,
        seen,
        images,
        new RandomStrategy(),
        images.size());
  }
}
