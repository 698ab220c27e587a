package io.boogeyman.core.image;

import io.boogeyman.core.digest.Digest;
import java.util.Optional;

/** A set whose labels nobody may see. */
record UnlabelledImages(ImageSet images) implements ImageView {

  @Override
  public String digest() {
    return Digest.start().add("unlabelled").add(images.digest()).hex();
  }

  @Override
  public Optional<Labels> labels() {
    return Optional.empty();
  }
}
