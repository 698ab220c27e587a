package io.boogeyman.core.image;

/** The images of another set, each changed when it is read. */
interface ChangedImages extends ImageView {

  /** What is done to an image; always the same. */
  Transformation of(int index);

  @Override
  default ImageBatch read(int... indices) {
    byte[] pixels = images().read(indices).pixels().clone();
    for (int i = 0; i < indices.length; i++) {
      of(indices[i]).apply(pixels, i * shape().bytes(), shape());
    }
    return new ImageBatch(shape(), pixels);
  }

  @Override
  default ImageDigest digestOf(int index) {
    return ImageDigest.of(read(index), 0);
  }
}
