package io.boogeyman.cli.kill;

/** What a command is doing, as far as it can be seen from outside. */
enum Phase {
  /** Before the first images are looked for. */
  OPENING,
  /** Images are drawn or decoded into the cache. */
  DECODING,
  /** A thief asks the victim. */
  ASKING,
  /** The auditor asks the victim about the test images. */
  EXAMINING,
  /** A network learns. */
  TRAINING,
  /** A network that has learnt is measured, saved and put on record. */
  EVALUATING,
  /** All is measured; result and report are written. */
  REPORTING
}
