package io.boogeyman.defend.prada;

/** Which of the two published descriptions of PRADA is followed; they differ in four places. */
public enum PradaRule {
  /**
   * The paper's. Distances inside a class's growing set are kept up to date as it grows; all
   * distances count at once; those at exactly three deviations stay.
   */
  PAPER,
  /**
   * The authors' code's. A member keeps the distance that it had when it came, the first one 0; a
   * class's distances count from its tenth on; those at exactly three deviations go.
   */
  CODE
}
