package io.boogeyman.cli.demo;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells line by line, with the time, what happens. */
final class Story {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final PrintStream out;

  Story(PrintStream out) {
    this.out = out;
  }

  /** A line of what somebody did or met. */
  void tell(String who, String what) {
    out.printf(
        Locale.ROOT,
        "%s  %-8s  %s%n",
        TIME.format(LocalTime.now(ZoneId.systemDefault())),
        who,
        what);
  }

  /** A text as it is. */
  void say(String text) {
    out.println(text);
  }
}
