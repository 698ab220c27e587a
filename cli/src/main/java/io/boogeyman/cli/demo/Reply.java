package io.boogeyman.cli.demo;

/** What a client got for an image. */
enum Reply {
  /** Classes with their scores. */
  SCORES("answered, with all scores"),
  /** The class alone. */
  CLASS("answered, the class alone"),
  /** Nothing: the policy refuses this client. */
  REFUSED("refused");

  private final String words;

  Reply(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
