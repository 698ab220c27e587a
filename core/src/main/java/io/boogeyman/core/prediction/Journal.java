package io.boogeyman.core.prediction;

import java.util.List;
import java.util.Optional;

/**
 * The record of what was asked and answered. What {@link #append} returned from is on disk: a kill
 * at any later instant does not lose it.
 */
public interface Journal {

  /**
   * The answer on record for an image.
   *
   * @param image digest of the image's shape and pixels
   */
  Optional<Answer> find(ImageDigest image);

  /**
   * Puts answers on record, all or none.
   *
   * @param images the images, none of them on record yet
   * @param answers one answer an image
   */
  void append(List<ImageDigest> images, List<Answer> answers);

  /** How many answers are on record. */
  long size();
}
