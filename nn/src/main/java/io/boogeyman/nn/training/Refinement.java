package io.boogeyman.nn.training;

/**
 * What of a training goes beyond its {@link Recipe}: what makes more of few or poor targets.
 *
 * @param objective what is made small
 * @param averaging the share of all steps over which a moving mean of the weights extends, 0 to
 *     below 1: in a step it moves by one over so many. The training ends with the mean. 0 is off
 */
public record Refinement(Objective objective, double averaging) {

  /** The cross entropy, and nothing else. */
  public static final Refinement NONE = new Refinement(new Objective.CrossEntropy(), 0);

  /**
   * Refuses an averaging out of range.
   *
   * @throws IllegalArgumentException if it is
   */
  public Refinement {
    if (!(averaging >= 0 && averaging < 1)) {
      throw new IllegalArgumentException("averaging is from 0 to below 1, not " + averaging);
    }
  }

  /** What the mean keeps in a step of so many. */
  double kept(long steps) {
    return 1 - 1 / Math.max(1, averaging * steps);
  }
}
