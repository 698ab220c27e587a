package io.boogeyman.defend.stateless;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageView;
import io.boogeyman.core.image.JoinedImages;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The owner's images, all of them, and as many foreign ones, the same number of every pool: drawn
 * at random where a pool has more, repeated where it has fewer. Labelled as own or foreign.
 */
record MixedImages(ImageSet images) implements ImageView {
  private static final List<String> CLASSES = List.of("own", "foreign");

  /**
   * @throws IllegalArgumentException if there is no pool, one is empty, or shapes differ
   */
  static MixedImages of(ImageSet own, List<ImageSet> pools, Seed seed) {
    if (pools.isEmpty()) {
      throw new IllegalArgumentException("a classifier of foreign queries needs a foreign pool");
    }
    JoinedImages all =
        new JoinedImages(Stream.concat(Stream.of(own), pools.stream()).toArray(ImageSet[]::new));
    int[] chosen = new int[2 * own.size()];
    int start = own.size();
    for (int pool = 0; pool < pools.size(); pool++) {
      int size = pools.get(pool).size();
      if (size == 0) {
        throw new IllegalArgumentException(pools.get(pool).name() + " has no image");
      }
      int[] order = seed.derive("pool", pool + 1).permutation(size);
      for (int i = pool; i < own.size(); i += pools.size()) {
        chosen[i] = i;
        chosen[own.size() + i] = start + order[i / pools.size() % size];
      }
      start += size;
    }
    return new MixedImages(all.subset("mixed", chosen));
  }

  @Override
  public Optional<Labels> labels() {
    int[] classes = new int[size()];
    Arrays.fill(classes, 0, size() / 2, LogitDifference.OWN);
    Arrays.fill(classes, size() / 2, size(), LogitDifference.FOREIGN);
    return Optional.of(new Labels(CLASSES, classes));
  }
}
