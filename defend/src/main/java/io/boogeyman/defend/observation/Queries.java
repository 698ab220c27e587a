package io.boogeyman.defend.observation;

import io.boogeyman.core.image.ImageBatch;

/**
 * A batch of queries as detectors get to see it: the images, and what the victim computed of them
 * in order to answer.
 *
 * @param images at the victim's shape
 * @param seen a row an image
 */
public record Queries(ImageBatch images, Observation seen) {

  /**
   * @throws IllegalArgumentException if there are more of one than of the other
   */
  public Queries {
    if (images.count() != seen.size()) {
      throw new IllegalArgumentException(
          images.count() + " images, and " + seen.size() + " observations");
    }
  }

  /** How many. */
  public int size() {
    return seen.size();
  }
}
