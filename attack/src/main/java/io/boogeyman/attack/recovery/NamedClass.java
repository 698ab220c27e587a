package io.boogeyman.attack.recovery;

/**
 * Which class is most probable, where what was released and what was made of it disagree: most
 * defences keep it, and then no guess is better than what was said.
 */
final class NamedClass {

  private NamedClass() {}

  /**
   * Whether the released class was right as often as the recovered one, of rows where they differ;
   * where none do, too: a map that has never differed has no cause to.
   */
  static boolean isKept(float[] released, float[] recovered, float[] clean, int classes) {
    int kept = 0;
    int found = 0;
    for (int from = 0; from < clean.length; from += classes) {
      int said = top(released, from, classes);
      int guessed = top(recovered, from, classes);
      if (said != guessed) {
        int right = top(clean, from, classes);
        kept += said == right ? 1 : 0;
        found += guessed == right ? 1 : 0;
      }
    }
    return kept >= found;
  }

  /** The recovered rows, their largest value moved to the class that was released as it. */
  static float[] keeping(float[] released, float[] recovered, int classes) {
    float[] rows = recovered.clone();
    for (int from = 0; from < rows.length; from += classes) {
      int said = from + top(released, from, classes);
      int guessed = from + top(rows, from, classes);
      float largest = rows[guessed];
      rows[guessed] = rows[said];
      rows[said] = largest;
    }
    return rows;
  }

  private static int top(float[] rows, int from, int classes) {
    int top = 0;
    for (int k = 1; k < classes; k++) {
      if (rows[from + k] > rows[from + top]) {
        top = k;
      }
    }
    return top;
  }
}
