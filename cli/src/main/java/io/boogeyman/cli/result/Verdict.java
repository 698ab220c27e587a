package io.boogeyman.cli.result;

/**
 * The result in a sentence.
 *
 * @param level how bad it is
 * @param sentence what a manager should remember: what was reached, for how much
 * @param advice what would change it most, from this run's own figures, and what was not tried; may
 *     be empty
 */
public record Verdict(Level level, String sentence, String advice) {

  /** How much of the victim the strongest thief carried away (recovery of accuracy). */
  public enum Level {
    /** Recovery under 0.5. */
    RESISTED("Resisted", 0),
    /** Recovery from 0.5 to under 0.8. */
    PARTLY_STOLEN("Partly stolen", 0.5),
    /** Recovery of 0.8 or more. */
    STOLEN("Stolen", 0.8);

    private final String words;
    private final double from;

    Level(String words, double from) {
      this.words = words;
      this.from = from;
    }

    /** The level of a recovery. */
    public static Level of(double recovery) {
      if (recovery >= STOLEN.from) {
        return STOLEN;
      }
      return recovery >= PARTLY_STOLEN.from ? PARTLY_STOLEN : RESISTED;
    }

    /** What a reader is told: {@code "Partly stolen"}. */
    public String words() {
      return words;
    }

    /** The least recovery of this level. */
    public double from() {
      return from;
    }
  }
}
