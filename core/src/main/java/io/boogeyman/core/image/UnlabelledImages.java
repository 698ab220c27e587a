package io.boogeyman.core.image;

import io.boogeyman.core.digest.Digest;
import java.util.Optional;

/** A set whose labels nobody may see. */
record UnlabelledImages(ImageSet images) implements ImageSet {

  @Override
  public ImageShape shape() {
    return images.shape();
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public String name() {
    return images.name();
  }

  @Override
  public String digest() {
    return Digest.start().add("unlabelled").add(images.digest()).hex();
  }

  @Override
  public ImageBatch read(int... indices) {
    return images.read(indices);
  }

  @Override
  public ImageDigest digestOf(int index) {
    return images.digestOf(index);
  }

  @Override
  public int group(int index) {
    return images.group(index);
  }

  @Override
  public Optional<Labels> labels() {
    return Optional.empty();
  }
}
