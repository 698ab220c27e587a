package io.boogeyman.nn.training;

import io.boogeyman.core.image.ImageSet;
import java.util.Optional;

/**
 * What is learnt from, and what is held out to see how far learning has come. Test images have no
 * place here.
 *
 * @param training what is learnt from, at least one image
 * @param heldOut on what the best epoch is chosen; empty keeps the last one
 * @param untold images of which nobody says what they are, for {@link Consistency}
 */
public record LearningSet(
    Examples training, Optional<Examples> heldOut, Optional<ImageSet> untold) {

  /**
   * @throws IllegalArgumentException if there is nothing to learn from
   */
  public LearningSet {
    if (training.size() == 0) {
      throw new IllegalArgumentException("no images to learn from in " + training.images().name());
    }
    heldOut = heldOut.filter(examples -> examples.size() > 0);
    untold = untold.filter(images -> images.size() > 0);
  }

  /**
   * Nothing but images with targets.
   *
   * @throws IllegalArgumentException if there is nothing to learn from
   */
  public LearningSet(Examples training, Optional<Examples> heldOut) {
    this(training, heldOut, Optional.empty());
  }
}
