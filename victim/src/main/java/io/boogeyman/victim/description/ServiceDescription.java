package io.boogeyman.victim.description;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a service is treated.
 *
 * @param timeout of one request, over 0
 * @param attempts of one request, the first included, at least 1
 * @param patience how long one request is tried again in all, at least 0
 * @param concurrency requests under way at once, at least 1
 * @param batch images a request, at least 1
 * @param headers sent with every request; <code>${NAME}</code> stands for an environment variable,
 *     which is where keys belong
 * @param trust file of certificates (PEM) to trust besides the system's
 */
public record ServiceDescription(
    Optional<Duration> timeout,
    Optional<Integer> attempts,
    Optional<Duration> patience,
    Optional<Integer> concurrency,
    Optional<Integer> batch,
    Map<String, String> headers,
    Optional<String> trust) {

  /** Nothing is declared. */
  public static final ServiceDescription NOTHING =
      new ServiceDescription(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Optional.empty());

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public ServiceDescription {
    headers = headers == null ? Map.of() : Map.copyOf(headers); // absent in the file
    timeout.ifPresent(
        t -> require(!t.isNegative() && !t.isZero(), "service.timeout must be over 0"));
    patience.ifPresent(t -> require(!t.isNegative(), "service.patience must not be negative"));
    attempts.ifPresent(n -> require(n >= 1, "service.attempts must be at least 1"));
    concurrency.ifPresent(n -> require(n >= 1, "service.concurrency must be at least 1"));
    batch.ifPresent(n -> require(n >= 1, "service.batch must be at least 1"));
  }

  private static void require(boolean held, String message) {
    if (!held) {
      throw new IllegalArgumentException(message);
    }
  }
}
