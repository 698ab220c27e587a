package io.boogeyman.defend.watermark;

import io.boogeyman.core.image.ImageBatch;

/**
 * One marked query: what to ask a model that may have learnt from its answer.
 *
 * @param watermark which one marked it: {@link Watermark#fingerprint}
 * @param code of the image under that watermark; images of one code have one mark
 * @param mark the class that the watermark drew
 * @param image one image, as the victim was asked it
 */
public record Trigger(String watermark, long code, int mark, ImageBatch image) {

  /**
   * @throws IllegalArgumentException if it is not one image
   */
  public Trigger {
    if (image.count() != 1) {
      throw new IllegalArgumentException("a trigger is one image, not " + image.count());
    }
  }
}
