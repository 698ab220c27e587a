package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Optional;

/**
 * How long things are kept.
 *
 * @param clients what is known of a client who does not ask any more; 90 days where nothing is said
 * @param audit the audit log; a year where nothing is said
 * @param triggers the images of clients that a watermark marked, from their answer on; none are
 *     kept where nothing is said, since they are the clients' own
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Retention(
    Optional<Duration> clients, Optional<Duration> audit, Optional<Duration> triggers) {
  private static final Duration CLIENTS = Duration.ofDays(90);
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final Duration AUDIT = Duration.ofDays(365);

  /**
   * @throws IllegalArgumentException if triggers are kept for no time or for over a century
   */
  public Retention {
    if (triggers.filter(time -> time.isZero() || time.compareTo(LONGEST) > 0).isPresent()) {
      throw new IllegalArgumentException(
          "triggers must be kept for over 0 and at most %dd; leave it out if none are to be kept"
              .formatted(LONGEST.toDays()));
    }
  }

  /** What holds where nothing is said. */
  public static Retention usual() {
    return new Retention(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** How long a client is remembered. */
  public Duration ofClients() {
    return clients.orElse(CLIENTS);
  }

  /** How long the audit log is kept. */
  public Duration ofAudit() {
    return audit.orElse(AUDIT);
  }
}
