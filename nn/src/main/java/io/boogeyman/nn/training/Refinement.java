package io.boogeyman.nn.training;

import java.util.Optional;

/**
 * What of a training goes beyond its {@link Recipe}: what makes more of few or poor targets.
 *
 * @param objective what is made small on images with targets
 * @param averaging share that a moving mean of the weights keeps in a step, 0 to below 1; the
 *     training ends with the mean. 0 is off
 * @param distortion how images with targets are varied, instead of as the recipe's augmentation
 *     shifts and lights them
 * @param consistency what is learnt from images without targets; needs averaging
 */
public record Refinement(
    Objective objective,
    double averaging,
    Optional<Distortion> distortion,
    Optional<Consistency> consistency) {

  /** The cross entropy, and nothing else. */
  public static final Refinement NONE =
      new Refinement(new Objective.CrossEntropy(), 0, Optional.empty(), Optional.empty());

  /**
   * @throws IllegalArgumentException if averaging is out of range, or there is consistency without
   *     it
   */
  public Refinement {
    if (!(averaging >= 0 && averaging < 1)) {
      throw new IllegalArgumentException("averaging is from 0 to below 1, not " + averaging);
    }
    if (consistency.isPresent() && averaging == 0) {
      throw new IllegalArgumentException(
          "consistency needs a moving mean of the weights for a teacher; say averaging");
    }
  }
}
