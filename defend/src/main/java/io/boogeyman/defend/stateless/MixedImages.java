package io.boogeyman.defend.stateless;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The owner's images, all of them, and as many foreign ones, the same number of every pool: drawn
 * at random where a pool has more, repeated where it has fewer.
 */
final class MixedImages implements ImageSet {

  private final List<ImageSet> sets;
  private final int[] set;
  private final int[] index;
  private final Labels labels;

  /**
   * @throws IllegalArgumentException if there is no pool, one is empty, or shapes differ
   */
  MixedImages(ImageSet own, List<ImageSet> pools, Seed seed) {
    this.sets = new ArrayList<>(List.of(own));
    sets.addAll(pools);
    this.set = new int[2 * own.size()];
    this.index = new int[2 * own.size()];
    int[] classes = new int[2 * own.size()];
    int[][] orders = new int[sets.size()][];
    for (int pool = 1; pool < sets.size(); pool++) {
      requireUsable(own, sets.get(pool));
      orders[pool] = seed.derive("pool", pool).permutation(sets.get(pool).size());
    }
    if (pools.isEmpty()) {
      throw new IllegalArgumentException("a classifier of foreign queries needs a foreign pool");
    }
    for (int i = 0; i < own.size(); i++) {
      index[i] = i;
      int foreign = own.size() + i;
      int pool = 1 + i % pools.size();
      set[foreign] = pool;
      index[foreign] = orders[pool][i / pools.size() % orders[pool].length];
      classes[foreign] = LogitDifference.FOREIGN;
    }
    this.labels = new Labels(List.of("own", "foreign"), classes);
  }

  private static void requireUsable(ImageSet own, ImageSet pool) {
    if (pool.size() == 0) {
      throw new IllegalArgumentException(pool.name() + " has no image");
    }
    if (!pool.shape().equals(own.shape())) {
      throw new IllegalArgumentException(
          "%s has images of %s, and the owner's are %s"
              .formatted(pool.name(), pool.shape(), own.shape()));
    }
  }

  @Override
  public ImageShape shape() {
    return sets.get(0).shape();
  }

  @Override
  public int size() {
    return set.length;
  }

  @Override
  public String name() {
    return sets.get(0).name() + " and foreign images";
  }

  @Override
  public String digest() {
    Digest digest = Digest.start().add(set).add(index);
    sets.forEach(images -> digest.add(images.digest()));
    return digest.hex();
  }

  @Override
  public ImageBatch read(int... positions) {
    int bytes = shape().bytes();
    byte[] pixels = new byte[positions.length * bytes];
    for (int i = 0; i < positions.length; i++) {
      ImageBatch one = sets.get(set[positions[i]]).read(index[positions[i]]);
      System.arraycopy(one.pixels(), 0, pixels, i * bytes, bytes);
    }
    return new ImageBatch(shape(), pixels);
  }

  @Override
  public Optional<Labels> labels() {
    return Optional.of(labels);
  }
}
