package io.boogeyman.attack.query;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;

/** Decides which images of a pool to ask next, from what has been asked and answered. Stateless. */
public interface QueryStrategy {

  /** What it is called, in settings and reports. */
  String name();

  /**
   * Positions in the pool of the next queries: as many as can be named before their answers are
   * seen. All of them are asked before this is called again.
   *
   * @param pool the thief's images
   * @param asked what was asked so far, chosen by this strategy with this seed
   * @param most how many may be chosen, at least 1; at least as many are left in the pool
   * @param seed decides what chance decides
   * @return 1 to {@code most} different positions, none of them asked before
   */
  int[] choose(ImageSet pool, Transcript asked, int most, Seed seed);
}
