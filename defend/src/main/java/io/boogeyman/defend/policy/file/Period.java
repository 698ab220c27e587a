package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** A stretch of the calendar, in UTC, after which an allowance is whole again. */
public enum Period {
  /** From midnight to midnight. */
  @JsonProperty("day")
  DAY,
  /** From the first of a month to the first of the next. */
  @JsonProperty("month")
  MONTH,
  /** All time: an allowance that does not come back. */
  @JsonProperty("ever")
  EVER;

  /** When the stretch began in which {@code now} lies. */
  public Instant begin(Instant now) {
    ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
    return switch (this) {
      case DAY -> utc.truncatedTo(ChronoUnit.DAYS).toInstant();
      case MONTH -> utc.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
      case EVER -> Instant.EPOCH;
    };
  }

  /** When the next one begins; empty if never. */
  public Optional<Instant> end(Instant now) {
    ZonedDateTime begin = begin(now).atZone(ZoneOffset.UTC);
    return switch (this) {
      case DAY -> Optional.of(begin.plusDays(1).toInstant());
      case MONTH -> Optional.of(begin.plusMonths(1).toInstant());
      case EVER -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
