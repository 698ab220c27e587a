package io.boogeyman.cli.result;

/**
 * The result in a sentence.
 *
 * @param level how bad it is
 * @param sentence what a manager should remember: what was reached, for how much
 * @param advice what would change it most, from this run's own figures; may be empty
 */
public record Verdict(Level level, String sentence, String advice) {

  /** How much of the victim the strongest thief carried away (recovery of accuracy). */
  public enum Level {
    /** Recovery under 0.5. */
    RESISTED,
    /** Recovery from 0.5 to under 0.8. */
    PARTLY_STOLEN,
    /** Recovery of 0.8 or more. */
    STOLEN
  }
}
