package io.boogeyman.core.text;

import java.util.regex.Pattern;

/**
 * Text that quotes what others wrote (names of files and classes, parts of a header), made fit for
 * one line on a terminal: it must not break the line, colour the screen, or be endless.
 */
public final class OneLine {
  private static final int LONGEST = 1000;

  /** Controls, line and paragraph separators, and what turns the direction of writing (UAX #9). */
  private static final Pattern UNFIT =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

  private OneLine() {}

  /** The text with a question mark for each unfit character, cut after 1,000 characters. */
  public static String of(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return UNFIT.matcher(cut).replaceAll("?");
  }
}
