package io.boogeyman.core.image;

import io.boogeyman.core.digest.Digest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One set after another, as one set; unlabelled, since classes of two sets are not the same. */
public final class JoinedImages implements ImageSet {
  private final List<ImageSet> sets;

  /** Where each set begins, and where the last one ends. */
  private final int[] starts;

  /**
   * @param sets at least one
   * @throws IllegalArgumentException if their shapes differ
   */
  public JoinedImages(ImageSet... sets) {
    this.sets = List.of(sets);
    this.starts = new int[sets.length + 1];
    for (int i = 0; i < sets.length; i++) {
      requireShape(sets[0], sets[i]);
      starts[i + 1] = starts[i] + sets[i].size();
    }
  }

  private static void requireShape(ImageSet first, ImageSet other) {
    if (!other.shape().equals(first.shape())) {
      throw new IllegalArgumentException(
          "%s has images of %s, and %s of %s"
              .formatted(first.name(), first.shape(), other.name(), other.shape()));
    }
  }

  @Override
  public ImageShape shape() {
    return sets.get(0).shape();
  }

  @Override
  public int size() {
    return starts[sets.size()];
  }

  @Override
  public String name() {
    return String.join(" and ", sets.stream().map(ImageSet::name).toList());
  }

  @Override
  public String digest() {
    Digest digest = Digest.start().add("joined");
    sets.forEach(set -> digest.add(set.digest()));
    return digest.hex();
  }

  @Override
  public ImageBatch read(int... indices) {
    int bytes = shape().bytes();
    byte[] pixels = new byte[indices.length * bytes];
    for (int i = 0; i < indices.length; i++) {
      int set = setOf(indices[i]);
      byte[] one = sets.get(set).read(indices[i] - starts[set]).pixels();
      System.arraycopy(one, 0, pixels, i * bytes, bytes);
    }
    return new ImageBatch(shape(), pixels);
  }

  @Override
  public ImageDigest digestOf(int index) {
    int set = setOf(index);
    return sets.get(set).digestOf(index - starts[set]);
  }

  /** Numbered so that groups of two sets are never one: by turns, as long as there are sets. */
  @Override
  public int group(int index) {
    int set = setOf(index);
    return sets.get(set).group(index - starts[set]) * sets.size() + set;
  }

  @Override
  public Optional<Labels> labels() {
    return Optional.empty();
  }

  private int setOf(int index) {
    Objects.checkIndex(index, size());
    int set = 0;
    while (index >= starts[set + 1]) {
      set++;
    }
    return set;
  }
}
