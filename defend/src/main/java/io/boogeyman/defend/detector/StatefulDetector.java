package io.boogeyman.defend.detector;

/**
 * Watches one client's queries, in order, in a state of bounded size that is a value: it can be
 * written, sent elsewhere, read and gone on with, and the rest of the decisions are the same.
 *
 * @param <Q> what it looks at of a query and its answer
 * @param <S> what it keeps of a client
 */
public interface StatefulDetector<Q, S> {

  /** What it is called in reports and files: "prada". */
  String name();

  /** The state of a client that has not asked yet. */
  S begin();

  /** The state after one more query. The state before may be used up by this. */
  S update(S state, Q query);

  /** How foreign the client is by now; higher is more foreign. Finite. */
  double score(S state);

  /** Whether the client is accused by now. */
  boolean accuses(S state);

  /** The state as bytes. */
  byte[] write(S state);

  /**
   * The state that was written.
   *
   * @throws IllegalArgumentException if these bytes are none, with a line that says why
   */
  S read(byte[] bytes);
}
