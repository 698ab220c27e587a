package io.boogeyman.defend.watermark;

/**
 * How many triggers a proof needs: {@link Verification#isProof} with a share of them forgotten.
 *
 * @param classes how many the victim has, at least 2
 * @param forgotten the share of triggers that a copy may answer otherwise, from 0 and under 1
 * @param level that the chance must be below
 */
public record TriggersNeeded(int classes, double forgotten, ProofLevel level) {
  /** The chance is not monotone in the number, since agreements are whole: so many in a row. */
  private static final int IN_A_ROW = 10;

  private static final int MOST = 1_000_000;

  /**
   * @throws IllegalArgumentException if there is one class, or nothing is remembered
   */
  public TriggersNeeded {
    if (classes < 2) {
      throw new IllegalArgumentException("a mark needs at least 2 classes, not " + classes);
    }
    if (!(forgotten >= 0 && forgotten < 1)) {
      throw new IllegalArgumentException(
          "the share that is forgotten must be from 0 and under 1, not " + forgotten);
    }
  }

  /** At the paper's level, 2⁻⁶⁴. */
  public TriggersNeeded(int classes, double forgotten) {
    this(classes, forgotten, ProofLevel.STANDARD);
  }

  /**
   * The least number from which that and the next ten are enough.
   *
   * @throws IllegalArgumentException if no number under a million is: so much is forgotten that
   *     chance does as well
   */
  public int count() {
    int row = 0;
    for (int n = 1; n <= MOST && forgotten < 1 - 1.0 / classes; n++) {
      row = isEnough(n) ? row + 1 : 0;
      if (row > IN_A_ROW) {
        return n - IN_A_ROW;
      }
    }
    throw new IllegalArgumentException(
        "with %d classes and %s of the marks forgotten, no number of triggers proves anything"
            .formatted(classes, forgotten));
  }

  boolean isEnough(int triggers) {
    // Less what doubles add: 10 × (1 − 0.3) is 7.
    int agreeing = (int) Math.ceil(triggers * (1 - forgotten) - 1e-9);
    return BinomialTail.log2(triggers, agreeing, 1.0 / classes) < level.log2();
  }

  /** How many queries a client asks until he has as many, on average. */
  public long queries(double rate) {
    return Math.round(count() / rate);
  }
}
