package io.boogeyman.core.prediction;

import java.util.List;

/** Told of answers as they come, so that what is answered is kept even if the rest fails. */
@FunctionalInterface
public interface Answered {

  /**
   * Some images are answered. Called in the thread that asked, once for each image.
   *
   * @param from position of the first of these images in the batch
   * @param answers one answer an image, for consecutive images
   */
  void answers(int from, List<Answer> answers);
}
