package io.boogeyman.nn.training;

import io.boogeyman.core.image.ImageSet;

/**
 * Images and what a network shall answer to them.
 *
 * @param images the images
 * @param targets one target an image
 */
public record Examples(ImageSet images, Targets targets) {

  /**
   * @throws IllegalArgumentException if there are not as many targets as images
   */
  public Examples {
    if (images.size() != targets.size()) {
      throw new IllegalArgumentException(
          images.size() + " images have " + targets.size() + " targets");
    }
  }

  /**
   * Images with their true classes as targets.
   *
   * @throws IllegalArgumentException if they have no labels
   */
  public static Examples labelled(ImageSet images) {
    return new Examples(
        images,
        Targets.hard(
            images
                .labels()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            images.name()
                                + " has no labels; put the images in one folder a class"))));
  }

  int size() {
    return images.size();
  }
}
