package io.boogeyman.defend.calibration;

import io.boogeyman.defend.sequential.Evidence;
import io.boogeyman.defend.sequential.SequentialTest;
import java.util.stream.IntStream;

/**
 * A client's queries before a sequential test. An image that was asked before says nothing new of
 * who asks: it is not counted again.
 */
public final class ClientLife {
  private ClientLife() {}

  /**
   * The evidence after a whole life.
   *
   * @param asked what the client asks, in order, as places among the scores
   */
  public static Evidence evidence(SequentialTest test, int[] asked, double[] scores) {
    Evidence evidence = test.begin();
    for (int image : IntStream.of(asked).distinct().toArray()) {
      evidence = test.update(evidence, scores[image]);
    }
    return evidence;
  }

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
