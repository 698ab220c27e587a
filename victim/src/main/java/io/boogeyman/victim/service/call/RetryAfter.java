package io.boogeyman.victim.service.call;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The Retry-After header (RFC 9110, §10.2.3): seconds, or a date. */
final class RetryAfter {

  private RetryAfter() {}

  /**
   * How long to wait; empty where that is not said, or cannot be read.
   *
   * @param value the header
   * @param date the answer's own Date header: the service's clock may not be ours
   */
  static Optional<Duration> parse(Optional<String> value, Optional<String> date) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String text = value.get().strip();
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    return instant(text)
        .map(until -> Duration.between(date.flatMap(RetryAfter::instant).orElse(now()), until))
        .map(pause -> pause.isNegative() ? Duration.ZERO : pause);
  }

  private static Instant now() {
    return Instant.now();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
