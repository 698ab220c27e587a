package io.boogeyman.core.prediction;

import io.boogeyman.core.image.ImageDigest;
import java.util.List;
import java.util.Map;

/**
 * The record of what was asked and answered. What {@link #append} returned from is on disk: a kill
 * at any later instant does not lose it.
 */
public interface Journal {

  /**
   * The answers on record for these images; what is not on record is not in the map.
   *
   * @param images digests of the images' shapes and pixels
   */
  Map<ImageDigest, Answer> find(List<ImageDigest> images);

  /**
   * Told before a victim is paid: whoever cannot take so many more answers refuses them now, not
   * when they have been paid for.
   *
   * @throws RuntimeException in one line, if there is no room; then nothing is asked
   */
  default void prepare(int answers) {}

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
