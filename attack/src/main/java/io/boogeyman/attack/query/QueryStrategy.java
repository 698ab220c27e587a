package io.boogeyman.attack.query;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;

/**
 * Decides which images of a pool to ask; one that looks at no answer is a {@link BlindStrategy}.
 */
public interface QueryStrategy {

  /** What it is called, in settings and reports. */
  String name();

  /**
   * Begins to ask. What is chosen depends on nothing but these arguments and the answers: a theft
   * that was killed begins again, gets the same answers from the journal, and asks the same.
   *
   * @param pool the thief's images, unlabelled
   * @param budget how many will be asked in all, no more than the pool has
   * @param seed decides what chance decides
   */
  QuerySession begin(ImageSet pool, int budget, Seed seed);
}
