package io.boogeyman.cli.matrix;

/**
 * The expected calibration error (Guo et al. 2017, section 2): answers sorted by the probability of
 * the class that they name into 15 bins of one width, Σ |right − mean probability| over the bins,
 * weighted by their share. A label counts as certain.
 */
final class Reliability {
  private static final int BINS = 15;

  private final long[] answers = new long[BINS];
  private final long[] right = new long[BINS];
  private final double[] confidence = new double[BINS];

  /**
   * Counts an answer.
   *
   * @param probability of the class that it names, 0 to 1
   */
  void add(double probability, boolean isRight) {
    int bin = Math.min(BINS - 1, (int) (probability * BINS));
    answers[bin]++;
    right[bin] += isRight ? 1 : 0;
    confidence[bin] += probability;
  }

  /** The error, 0 to 1; 0 where nothing was answered. */
  double error() {
    double gaps = 0;
    long all = 0;
    for (int bin = 0; bin < BINS; bin++) {
      gaps += Math.abs(right[bin] - confidence[bin]);
      all += answers[bin];
    }
    return all == 0 ? 0 : gaps / all;
  }
}
