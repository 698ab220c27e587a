package io.boogeyman.attack.query;

import io.boogeyman.core.random.Seed;

/**
 * Several variations of each image that another strategy would ask, one after the other: of a pool
 * in which each image has as many in a row ({@link io.boogeyman.core.image.VariedImages}). As many
 * times fewer images are asked.
 *
 * @param images which of them, by their place in the pool divided by {@code count}
 * @param count variations of an image, at least 1
 */
public record RepeatedStrategy(BlindStrategy images, int count) implements BlindStrategy {

  @Override
  public String name() {
    return images.name() + ", " + count + " variations each";
  }

  @Override
  public int[] order(int pool, int asked, Seed seed) {
    int[] sources = images.order(pool / count, (asked + count - 1) / count, seed);
    int[] order = new int[asked];
    for (int i = 0; i < asked; i++) {
      order[i] = sources[i / count] * count + i % count;
    }
    return order;
  }
}
