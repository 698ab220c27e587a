package io.boogeyman.defend.policy;

/**
 * Who asks: an authenticated principal of the API, as {@code KIND:NAME}, such as {@code key:acme}
 * or {@code address:192.0.2.7}.
 *
 * @param value 1 to 200 printable characters
 */
public record ClientName(String value) {
  private static final int LONGEST = 200;

  /**
   * @throws IllegalArgumentException if it is blank, too long, or not printable
   */
  public ClientName {
    if (value.isBlank()
        || value.length() > LONGEST
        || value
            .chars()
            .anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
      throw new IllegalArgumentException(
          "a client's name must be 1 to " + LONGEST + " printable characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
