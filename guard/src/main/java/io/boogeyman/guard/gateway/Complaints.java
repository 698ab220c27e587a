package io.boogeyman.guard.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tells the operator what is wrong, the same thing once a minute at most. */
final class Complaints implements Consumer<String> {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int REMEMBERED = 100;

  private final Consumer<String> log;
  private final Clock clock;
  private final Map<String, Instant> told = new LinkedHashMap<>();

  Complaints(Consumer<String> log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public synchronized void accept(String line) {
    Instant now = clock.instant();
    if (told.containsKey(line) && now.isBefore(told.get(line).plus(PAUSE))) {
      return;
    }
    told.remove(line);
    told.put(line, now);
    if (told.size() > REMEMBERED) {
      told.remove(told.keySet().iterator().next());
    }
    log.accept(line);
  }
}
