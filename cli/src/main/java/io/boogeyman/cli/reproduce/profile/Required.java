package io.boogeyman.cli.reproduce.profile;

import java.util.regex.Pattern;

/** What a profile has to say, and in which form. */
final class Required {
  /** Names become names of files. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private Required() {}

  /**
   * The value of a field.
   *
   * @param value null where it was not said
   * @param what has the field: {@code "a pool"}
   * @throws IllegalArgumentException in one line, if it was not said
   */
  static <T> T said(T value, String what, String field) {
    if (value == null) {
      throw new IllegalArgumentException(what + " needs '" + field + "'");
    }
    return value;
  }

  /**
   * A name.
   *
   * @throws IllegalArgumentException in one line, if it can be none
   */
  static String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' can be no name here: use small letters, digits, - and _".formatted(name));
    }
    return name;
  }
}
