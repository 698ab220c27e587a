package io.boogeyman.attack.query;

import io.boogeyman.core.transcript.Transcript;

/**
 * One thief's asking, from its first query to its last. It may learn as answers come, and keep what
 * it has learnt; used by one thread.
 */
public interface QuerySession extends AutoCloseable {

  /**
   * Positions in the pool of the next queries: as many as can be named before their answers are
   * seen. All of them are asked before this is called again.
   *
   * @param asked what was asked so far, all of it chosen by this session, with the answers
   * @param most how many may be chosen, at least 1: what is left of the budget
   * @return 1 to {@code most} different positions, none of them asked before
   */
  int[] choose(Transcript asked, int most);

  /** Lets go of what was learnt. */
  @Override
  default void close() {}
}
