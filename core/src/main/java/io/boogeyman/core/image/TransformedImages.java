package io.boogeyman.core.image;

import io.boogeyman.core.digest.Digest;
import java.util.Optional;

/** The images of another set, each changed when it is read. */
record TransformedImages(ImageSet images, Transformation transformation) implements ImageSet {

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
  public Optional<Labels> labels() {
    return images.labels();
  }

  @Override
  public int group(int index) {
    return images.group(index);
  }
}
