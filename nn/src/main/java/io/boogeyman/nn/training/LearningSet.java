package io.boogeyman.nn.training;

import java.util.Optional;

/**
 * What is learnt from, and what is held out to see how far learning has come. Test images have no
 * place here.
 *
 * @param training what is learnt from, at least one image
 * @param heldOut on what the best epoch is chosen; empty keeps the last one
 */
public record LearningSet(Examples training, Optional<Examples> heldOut) {

  /**
   * @throws IllegalArgumentException if there is nothing to learn from
   */
  public LearningSet {
    if (training.size() == 0) {
      throw new IllegalArgumentException("no images to learn from in " + training.images().name());
    }
    heldOut = heldOut.filter(examples -> examples.size() > 0);
  }
}
