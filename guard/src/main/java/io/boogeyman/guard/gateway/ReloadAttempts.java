package io.boogeyman.guard.gateway;

/**
 * Which text of a policy's file is worth a try. What is no policy is refused once. What cannot be
 * opened is tried again, since a file that it names may come yet: at the next look, and then ever
 * more seldom, since opening may cost as much as serving does.
 */
final class ReloadAttempts {
  private static final int LONGEST_PAUSE = 60;

  private String settled = "";
  private String failed = "";
  private String filesBefore = "";
  private int pause;
  private int left;

  /** Whether the text that is there now is to be tried; asked at every look. */
  boolean isDue(String text) {
    if (text.equals(settled)) {
      failed = "";
      return false;
    }
    return !text.equals(failed) || left-- <= 0;
  }

  /**
   * Whether the files that a policy names were so at the look before, too: one that grows is still
   * being written.
   */
  boolean isSteady(String files) {
    boolean steady = files.equals(filesBefore);
    filesBefore = files;
    return steady;
  }

  /** It is in force, or it is no policy. */
  void settle(String text) {
    settled = text;
  }

  /** It could not be opened. */
  void fail(String text) {
    pause = text.equals(failed) ? Math.min(LONGEST_PAUSE, 2 * pause) : 1;
    failed = text;
    left = pause - 1;
  }
}
