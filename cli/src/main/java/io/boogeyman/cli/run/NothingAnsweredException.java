package io.boogeyman.cli.run;

/** A thief was answered nothing, so that there is nothing to learn from. */
public final class NothingAnsweredException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  NothingAnsweredException(String who) {
    super(who + " answered the thief nothing at all");
  }
}
