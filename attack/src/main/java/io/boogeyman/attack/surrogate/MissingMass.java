package io.boogeyman.attack.surrogate;

import java.util.Locale;

/**
 * What to make of the probability that a top-k answer does not tell.
 *
 * <p>The standard plan spreads it: of what is not known that claims least, and it gave the smallest
 * divergence from the victim; in fidelity the three could not be told apart (docs/results.md).
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
  IGNORED;

  /**
   * Reads {@code renormalised}, {@code spread} or {@code ignored}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static MissingMass parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "renormalised" -> RENORMALISED;
      case "spread" -> SPREAD;
      case "ignored" -> IGNORED;
      default ->
          throw new IllegalArgumentException(
              "'"
                  + text
                  + "' is nothing to make of missing probability; say renormalised, spread"
                  + " or ignored");
    };
  }
}
