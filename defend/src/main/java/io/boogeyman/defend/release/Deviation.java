package io.boogeyman.defend.release;

/** What the answer of MAD is to do to the gradient that a thief would learn by. */
enum Deviation {
  /** Turn it: 2 − 2 cos of the angle between it and the gradient of the true answer. */
  ANGLE,
  /** Move its end: the distance of the answers, squared (the authors' surrogate objective). */
  DISTANCE
}
