package io.boogeyman.core.image;

import io.boogeyman.core.digest.Digest;

/** The images of another set, all changed in one way. */
record TransformedImages(ImageSet images, Transformation transformation) implements ChangedImages {

  @Override
  public String name() {
    return images.name() + ", " + transformation;
  }

  @Override
  public String digest() {
    return Digest.start().add(transformation.toString()).add(images.digest()).hex();
  }

  @Override
  public Transformation of(int index) {
    return transformation;
  }
}
