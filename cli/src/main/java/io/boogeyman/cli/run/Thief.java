package io.boogeyman.cli.run;

import io.boogeyman.attack.query.BlindStrategy;
import io.boogeyman.attack.query.MixedStrategy;
import io.boogeyman.attack.query.QueryStrategy;
import io.boogeyman.attack.query.RandomStrategy;
import io.boogeyman.attack.query.RepeatedStrategy;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.JoinedImages;
import io.boogeyman.core.image.VariedImages;

/**
 * What a thief asks from, and in what order.
 *
 * @param images all that it could ask
 * @param strategy what it asks next
 * @param most how many images it can ask before a kind of them runs out
 */
public record Thief(ImageSet images, QueryStrategy strategy, int most) {

  /** The Knockoff thief: any image of a pool, by chance. */
  public static Thief random(ImageSet pool) {
    return new Thief(pool, new RandomStrategy(), pool.size());
  }

  /**
   * The mixer: a steady share of images of the victim's own kind among others.
   *
   * @param share of the insiders, from 0 to 1; at either end it is the random thief of one set
   */
  public static Thief mixing(ImageSet pool, ImageSet insiders, double share) {
    if (share == 0 || share == 1) {
      return random(share == 0 ? pool : insiders);
    }
    ImageSet images = new JoinedImages(pool, insiders);
    MixedStrategy strategy = new MixedStrategy(insiders.size(), share);
    return new Thief(images, strategy, strategy.most(images.size()));
  }

  /** The same images, asked in another order. */
  Thief asking(QueryStrategy other) {
    return new Thief(images, other, images.size());
  }

  /** Variations of each image instead of the image alone; each of them is paid for. */
  Thief varying(BlindStrategy order, int variations) {
    return new Thief(
        new VariedImages(images, variations),
        new RepeatedStrategy(order, variations),
        Math.multiplyExact(most, variations));
  }

  /** Whether what it asks is the same whatever the API releases. */
  boolean isBlind() {
    return strategy instanceof BlindStrategy;
  }

  /**
   * Refuses to ask more than there are images for.
   *
   * @throws IllegalArgumentException in one line, if there are too few
   */
  void requireEnough(int budget) {
    if (budget > most) {
      throw new IllegalArgumentException(
          "a budget of %d is more than the thief has images for: %d, of %s"
              .formatted(budget, most, images.name()));
    }
  }
}
