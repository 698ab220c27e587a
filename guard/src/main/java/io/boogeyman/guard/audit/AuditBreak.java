package io.boogeyman.guard.audit;

/**
 * A place where an audit log is not as it was written.
 *
 * @param kind of what is wrong
 * @param file in which it shows; the head file's where entries are missing at the end
 * @param line in it, from 1; 0 where it is no line's
 * @param what is wrong, in one line
 */
public record AuditBreak(Kind kind, String file, int line, String what) {

  /** What can be wrong. */
  public enum Kind {
    /** An entry is not the one that the next one knows. */
    CHANGED,
    /** Entries are not there. */
    MISSING,
    /** An entry stands after one that came later, or twice. */
    REORDERED,
    /** A kill interrupted the last line; the next opening takes it off and records that. */
    TORN,
    /** Nothing confirms how far the log goes. */
    HEADLESS
  }

  @Override
  public String toString() {
    return file + (line > 0 ? ", line " + line : "") + ": " + what;
  }
}
