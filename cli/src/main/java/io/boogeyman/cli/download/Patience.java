package io.boogeyman.cli.download;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a download waits, and how often it tries again without having got further.
 *
 * @param answer for a connection, and again for the answer to a request
 * @param silence between two bytes
 * @param retries at most so many in a row that bring nothing
 * @param firstPause before the first of them; doubled for each further one
 * @param longestPause at most, also where the server asks for more
 */
record Patience(
    Duration answer, Duration silence, int retries, Duration firstPause, Duration longestPause) {

  /** Some two minutes of a server that is away. */
  static final Patience STANDARD =
      new Patience(
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          6,
          Duration.ofSeconds(1),
          Duration.ofMinutes(1));

  /**
   * Waits before a retry.
   *
   * @param retry 1 for the first
   * @param wished by the server
   */
  void pause(int retry, Optional<Duration> wished) throws IOException {
    Duration doubled = firstPause.multipliedBy(1L << Math.min(retry - 1, 20));
    Duration pause = wished.filter(wish -> wish.compareTo(doubled) > 0).orElse(doubled);
    try {
      Thread.sleep(Math.min(pause.toMillis(), longestPause.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }
}
