package io.boogeyman.attack.query;

/**
 * How far the first class is ahead: the highest probability less the second. Of a victim's answer
 * it is Knockoff nets' certainty, of a copy's prediction active learning's margin.
 */
public final class Margin {
  private Margin() {}

  /**
   * From 0 to 1.
   *
   * @param probabilities one a class
   */
  public static double of(float... probabilities) {
    double first = 0;
    double second = 0;
    for (float p : probabilities) {
      second = Math.max(second, Math.min(first, p));
      first = Math.max(first, p);
    }
    return first - second;
  }
}
