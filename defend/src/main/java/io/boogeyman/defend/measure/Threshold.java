package io.boogeyman.defend.measure;

import java.util.Arrays;

/**
 * The score above which a query is flagged.
 *
 * @param score flagged is what is above
 * @param falseAlarms the share of own queries that it was chosen to flag, at most
 */
public record Threshold(double score, double falseAlarms) {

  /**
   * Chosen by rank among scores of own images that the detector was not fitted to: a further own
   * image is flagged with probability at most {@code falseAlarms}, whatever the scores look like
   * (conformal prediction; Vovk et al. 2005).
   *
   * @throws IllegalArgumentException if the scores are too few to tell: 1/α − 1 are needed
   */
  public static Threshold byRank(double[] own, double falseAlarms) {
    if (!(falseAlarms > 0 && falseAlarms < 1)) {
      throw new IllegalArgumentException(
          "false alarms must be a share over 0 and under 1, not " + falseAlarms);
    }
    int rank = (int) Math.ceil((1 - falseAlarms) * (own.length + 1.0) - 1e-9);
    if (rank > own.length) {
      throw new IllegalArgumentException(
          "a share of %s of false alarms needs at least %.0f images to choose by, not %d"
              .formatted(falseAlarms, Math.ceil(1 / falseAlarms - 1), own.length));
    }
    return new Threshold(Arrays.stream(own).sorted().toArray()[rank - 1], falseAlarms);
  }

  /** Whether a query of this score is flagged. */
  public boolean flags(double query) {
    return query > score;
  }
}
