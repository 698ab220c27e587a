package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Optional;

/**
 * How long things are kept.
 *
 * @param clients what is known of a client who does not ask any more; 90 days where nothing is said
 * @param audit the audit log; a year where nothing is said
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Retention(Optional<Duration> clients, Optional<Duration> audit) {
  private static final Duration CLIENTS = Duration.ofDays(90);
  private static final Duration AUDIT = Duration.ofDays(365);

  /** How long a client is remembered. */
  public Duration ofClients() {
    return clients.orElse(CLIENTS);
  }

  /** How long the audit log is kept. */
  public Duration ofAudit() {
    return audit.orElse(AUDIT);
  }
}
