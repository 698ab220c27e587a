package io.boogeyman.core.image;

import io.boogeyman.core.digest.Digest;
import java.util.Objects;
import java.util.Optional;

/** One set after another, as one set; unlabelled, since classes of two sets are not the same. */
public final class JoinedImages implements ImageSet {
  private final ImageSet first;
  private final ImageSet second;

  /**
   * @throws IllegalArgumentException if their shapes differ
   */
  public JoinedImages(ImageSet first, ImageSet second) {
    if (!first.shape().equals(second.shape())) {
      throw new IllegalArgumentException(
          "%s has images of %s, and %s of %s"
              .formatted(first.name(), first.shape(), second.name(), second.shape()));
    }
    this.first = first;
    this.second = second;
  }

  @Override
  public ImageShape shape() {
    return first.shape();
  }

  @Override
  public int size() {
    return first.size() + second.size();
  }

  @Override
  public String name() {
    return first.name() + " and " + second.name();
  }

  @Override
  public String digest() {
    return Digest.start().add("joined").add(first.digest()).add(second.digest()).hex();
  }

  @Override
  public ImageBatch read(int... indices) {
    int bytes = shape().bytes();
    byte[] pixels = new byte[indices.length * bytes];
    for (int i = 0; i < indices.length; i++) {
      byte[] one = holder(indices[i]).read(within(indices[i])).pixels();
      System.arraycopy(one, 0, pixels, i * bytes, bytes);
    }
    return new ImageBatch(shape(), pixels);
  }

  @Override
  public ImageDigest digestOf(int index) {
    return holder(index).digestOf(within(index));
  }

  /** Groups of the first set have negative numbers here, so that none is one of the second. */
  @Override
  public int group(int index) {
    int group = holder(index).group(within(index));
    return index < first.size() ? -1 - group : group;
  }

  @Override
  public Optional<Labels> labels() {
    return Optional.empty();
  }

  private ImageSet holder(int index) {
    Objects.checkIndex(index, size());
    return index < first.size() ? first : second;
  }

  private int within(int index) {
    return index < first.size() ? index : index - first.size();
  }
}
