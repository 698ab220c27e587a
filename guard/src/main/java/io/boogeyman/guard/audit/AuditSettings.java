package io.boogeyman.guard.audit;

import java.time.Duration;

/**
 * How the audit log is kept.
 *
 * @param fileBytes after which a file is full, about, at least 1 KiB
 * @param fileAge after which a file is closed all the same, so that it can be deleted in time
 * @param retention how long entries are kept at least; a file goes when its last entry is older
 * @param queue entries of requests that wait for being written at most; whoever brings more waits,
 *     for some seconds, and is refused then
 */
public record AuditSettings(long fileBytes, Duration fileAge, Duration retention, int queue) {

  /** Files of 64 MiB or a day, for 90 days. */
  public static AuditSettings standard() {
    return new AuditSettings(64L << 20, Duration.ofDays(1), Duration.ofDays(90), 10_000);
  }

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public AuditSettings {
    require(fileBytes >= 1 << 10, "an audit file must hold at least 1024 bytes");
    require(fileAge.compareTo(Duration.ZERO) > 0, "the age of an audit file must be over 0");
    require(retention.compareTo(Duration.ZERO) > 0, "the audit log's retention must be over 0");
    require(queue >= 1, "the audit log's queue must have room for at least 1 entry");
  }

  private static void require(boolean held, String message) {
    if (!held) {
      throw new IllegalArgumentException(message);
    }
  }
}
