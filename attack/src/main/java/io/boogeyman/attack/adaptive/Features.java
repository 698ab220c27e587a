package io.boogeyman.attack.adaptive;

import io.boogeyman.core.image.ImageBatch;

/** What a thief sees of an image before he asks: numbers that are close where images are alike. */
interface Features extends AutoCloseable {

  /** The features of each image. */
  float[][] of(ImageBatch images);

  @Override
  default void close() {}
}
