package io.boogeyman.core.image;

import io.boogeyman.core.digest.Digest;

/** The images of another set, each changed when it is read. */
record TransformedImages(ImageSet images, Transformation transformation) implements ImageView {

  @Override
  public String name() {
    return images.name() + ", " + transformation;
  }

  @Override
  public String digest() {
    return Digest.start().add(transformation.toString()).add(images.digest()).hex();
  }

  @Override
  public ImageBatch read(int... indices) {
    byte[] pixels = images.read(indices).pixels().clone();
    for (int i = 0; i < indices.length; i++) {
      transformation.apply(pixels, i * shape().bytes(), shape());
    }
    return new ImageBatch(shape(), pixels);
  }

  @Override
  public ImageDigest digestOf(int index) {
    return ImageDigest.of(read(index), 0);
  }
}
