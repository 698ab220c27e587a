package io.boogeyman.defend.release;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;

/** Changes a probability vector. The same image and vector are changed in the same way. */
@FunctionalInterface
interface Perturbation extends AutoCloseable {

  /**
   * An image that was asked.
   *
   * @param images the batch in which it stands
   * @param index where it stands there
   * @param name what it is called
   */
  record Query(ImageBatch images, int index, ImageDigest name) {}

  /**
   * Another vector for one.
   *
   * @param y on the simplex; not to be changed
   * @return a new vector, on the simplex
   */
  double[] perturb(double[] y, Query query);

  @Override
  default void close() {}
}
