package io.boogeyman.cli.download;

import java.time.Duration;
import java.util.Optional;

/** How one request for a file ended. */
sealed interface Outcome {

  /** All of it has arrived. */
  record Whole() implements Outcome {}

  /**
   * Not all of it, but it may yet.
   *
   * @param reason why, for people
   * @param wished how long the server wishes to be left alone
   */
  record CutShort(String reason, Optional<Duration> wished) implements Outcome {
    CutShort(String reason) {
      this(reason, Optional.empty());
    }
  }
}
