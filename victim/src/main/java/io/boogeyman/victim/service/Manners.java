package io.boogeyman.victim.service;

import io.boogeyman.core.random.Seed;
import io.boogeyman.victim.Notice;
import io.boogeyman.victim.description.ServiceDescription;
import io.boogeyman.victim.service.call.Persistence;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a service is treated, as resolved.
 *
 * @param attempts of a call that may have been computed
 * @param patience how long a call is made again in all: a victim that is away for ten minutes is
 *     waited for
 * @param concurrency calls under way at once
 * @param batch images a call
 */
record Manners(int attempts, Duration patience, int concurrency, int batch) {
  static final Duration TIMEOUT = Duration.ofSeconds(30);
  static final int BATCH = 32;
  private static final int ATTEMPTS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int CONCURRENCY = 4;

  /** A wrong address shall show at once, not after the patience that a long theft needs. */
  private static final Duration PATIENCE_TO_OPEN = Duration.ofSeconds(5);

  static Manners of(ServiceDescription description, int batch) {
    return new Manners(
        description.attempts().orElse(ATTEMPTS),
        description.patience().orElse(PATIENCE),
        description.concurrency().orElse(CONCURRENCY),
        batch);
  }

  /** Pauses need no seed of the run's: answers do not depend on them. */
  Persistence persistence(Consumer<Notice> notices) {
    return new Persistence(attempts, patience, new Seed(System.nanoTime()), notices);
  }

  static Persistence toOpen(ServiceDescription description) {
    Manners manners = of(description, 1);
    Duration patience =
        manners.patience.compareTo(PATIENCE_TO_OPEN) < 0 ? manners.patience : PATIENCE_TO_OPEN;
    return new Persistence(manners.attempts, patience, new Seed(System.nanoTime()), notice -> {});
  }
}
