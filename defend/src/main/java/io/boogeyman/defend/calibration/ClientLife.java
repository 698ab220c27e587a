package io.boogeyman.defend.calibration;

import io.boogeyman.defend.sequential.Evidence;
import io.boogeyman.defend.sequential.SequentialTest;

/** A client's queries before a sequential test. */
public final class ClientLife {
  private ClientLife() {}

  /**
   * Queries until the client is accused; one more than all, if it never is.
   *
   * @param scores of the client's queries, in order, all different
   */
  public static int untilAccused(SequentialTest test, double... scores) {
    Evidence evidence = test.begin();
    for (int i = 0; i < scores.length; i++) {
      evidence = test.update(evidence, scores[i]);
      if (test.accuses(evidence)) {
        return i + 1;
      }
    }
    return scores.length + 1;
  }
}
