package io.boogeyman.victim.service.call;

import io.boogeyman.core.random.Seed;
import io.boogeyman.victim.Notice;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Makes a call again when that may help. The pause before try n + 1 is drawn evenly from 0 to
 * min(30 s, 0.5 s × 2ⁿ⁻¹) (exponential backoff with full jitter: Brooker, "Exponential Backoff And
 * Jitter", 2015), after what the service itself wants to be left alone.
 *
 * <p>A service that is away, or wants less, is tried for as long as patience lasts. Other failures
 * may have been computed and charged, so they are tried a few times only.
 */
public final class Persistence {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final int attempts;
  private final Duration patience;
  private final SplittableRandom random;
  private final Consumer<Notice> notices;
  private final Waiting waiting;

  /** One call. */
  @FunctionalInterface
  public interface Call<T> {

    /**
     * Makes it.
     *
     * @throws ServiceFailure if it fails
     */
    T make() throws ServiceFailure;
  }

  /**
   * @param attempts of a call, the first included, at least 1
   * @param patience how long a call is made again in all
   * @param seed of the pauses
   * @param notices told before each pause, in any thread
   */
  public Persistence(int attempts, Duration patience, Seed seed, Consumer<Notice> notices) {
    this(attempts, patience, seed, notices, Waiting.REAL);
  }

  Persistence(
      int attempts, Duration patience, Seed seed, Consumer<Notice> notices, Waiting waiting) {
    this.attempts = attempts;
    this.patience = patience;
    this.random = seed.generator();
    this.notices = notices;
    this.waiting = waiting;
  }

  /**
   * Makes a call until it succeeds.
   *
   * @param halt ends the waiting; a call under way is not ended
   * @throws ServiceFailure the last one, if it is to be made no more
   */
  public <T> T make(Call<T> call, Halt halt) throws ServiceFailure {
    long start = waiting.nanoTime();
    int spoilt = 0;
    for (int failures = 1; ; failures++) {
      try {
        return call.make();
      } catch (ServiceFailure failure) {
        spoilt += failure.kind() == ServiceFailure.Kind.PASSING ? 1 : 0;
        Duration elapsed = Duration.ofNanos(waiting.nanoTime() - start);
        if (!mayHelp(failure, spoilt, elapsed)) {
          throw failures == 1 ? failure : failure.saying(tried(failures, elapsed));
        }
        pause(failure, failures, patience.minus(elapsed), halt);
      }
    }
  }

  private boolean mayHelp(ServiceFailure failure, int spoilt, Duration elapsed) {
    return elapsed.compareTo(patience) < 0
        && switch (failure.kind()) {
          case AWAY, BUSY -> true;
          case PASSING -> spoilt < attempts;
          case LASTING, ABSENT, TOO_LARGE -> false;
        };
  }

  private void pause(ServiceFailure failure, int failures, Duration left, Halt halt)
      throws ServiceFailure {
    Duration wanted = failure.pause().orElse(Duration.ZERO);
    if (wanted.compareTo(left) > 0) {
      throw failure.saying(
          "; it wants to be left alone for "
              + words(wanted)
              + ", longer than service.patience allows");
    }
    Duration pause = shorter(wanted.plus(jitter(failures)), left);
    notices.accept(
        new Notice(
            failure.kind() == ServiceFailure.Kind.BUSY,
            failure.getMessage() + "; asking again in " + words(pause)));
    try {
      if (waiting.await(pause, halt)) {
        throw failure;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  private Duration jitter(int failures) {
    long most = FIRST.toNanos() << Math.min(failures - 1, 16);
    synchronized (random) {
      return Duration.ofNanos(random.nextLong(1 + Math.min(most, LONGEST.toNanos())));
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static String tried(int failures, Duration elapsed) {
    return "; tried " + failures + " times in " + words(elapsed);
  }

  /** A duration for people. */
  private static String words(Duration duration) {
    return duration.compareTo(Duration.ofMinutes(2)) < 0
        ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0)
        : duration.toMinutes() + " min";
  }
}
