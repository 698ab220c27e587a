package io.boogeyman.guard.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The time for which an allowance is given. Days and months begin at midnight UTC. */
public enum Window {
  DAY,
  MONTH,
  EVER;

  /** When the window after the one of a day begins; nothing for one that does not end. */
  Optional<Instant> next(LocalDate day) {
    return switch (this) {
      case DAY -> Optional.of(start(day.plusDays(1)));
      case MONTH -> Optional.of(start(day.withDayOfMonth(1).plusMonths(1)));
      case EVER -> Optional.empty();
    };
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
