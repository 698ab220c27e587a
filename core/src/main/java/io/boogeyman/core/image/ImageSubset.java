package io.boogeyman.core.image;

import io.boogeyman.core.digest.Digest;
import java.util.Objects;
import java.util.Optional;

/** Some images of another set, in an order of their own. */
final class ImageSubset implements ImageSet {
  private final ImageSet whole;
  private final String part;
  private final int[] indices;

  ImageSubset(ImageSet whole, String part, int... indices) {
    for (int index : indices) {
      Objects.checkIndex(index, whole.size());
    }
    this.whole = whole;
    this.part = part;
    this.indices = indices.clone();
  }

  @Override
  public ImageShape shape() {
    return whole.shape();
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public String name() {
    return whole.name() + ", " + part;
  }

  @Override
  public String digest() {
    return Digest.start().add(whole.digest()).add(indices).hex();
  }

  @Override
  public ImageBatch read(int... positions) {
    return whole.read(translate(positions));
  }

  @Override
  public ImageDigest digestOf(int position) {
    return whole.digestOf(indices[position]);
  }

  @Override
  public Optional<Labels> labels() {
    return whole.labels().map(labels -> labels.at(indices));
  }

  @Override
  public int group(int position) {
    return whole.group(indices[position]);
  }

  private int[] translate(int... positions) {
    int[] translated = new int[positions.length];
    for (int i = 0; i < positions.length; i++) {
      translated[i] = indices[positions[i]];
    }
    return translated;
  }
}
