package io.boogeyman.attack.surrogate;

/**
 * What to make of the probability that a top-k answer does not tell.
 *
 * <p>The standard plan renormalises; the three are still to be measured against each other.
 */
public enum MissingMass {
  /** The listed probabilities are scaled to sum to 1; the others are taken for 0. */
  RENORMALISED,
  /** The missing mass is spread evenly over the classes that are not listed. */
  SPREAD,
  /**
   * The listed probabilities are used as they are and the others are taken for 0, as Knockoff nets'
   * own code does: an answer of which less is told weighs less.
   */
  IGNORED
}
