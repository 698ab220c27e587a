package io.boogeyman.guard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.guard.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit log with room for one entry, on a disk that takes nothing, or takes it slowly. */
@Tag("slow")
class AuditLogOnFailingDiskTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final int FILE_BYTES = 1024;

  @TempDir private Path folder;

  private AuditLog open(Clock clock) {
    AuditSettings settings =
        new AuditSettings(FILE_BYTES, Duration.ofDays(1), Duration.ofDays(90), 1);
    return AuditLog.open(folder, settings, Optional.empty(), clock);
  }

  /**
   * Makes the file full, and another one impossible.
   *
   * @return what is in the place of the next file
   */
  private Path block(AuditLog log) throws IOException {
    Path first = ChainFiles.named(folder, 1);
    while (Files.size(first) < FILE_BYTES) {
      log.record(NOON, "policy", Map.of());
    }
    return Files.createDirectory(ChainFiles.named(folder, Files.readAllLines(first).size() + 1L));
  }

  @Test
  void a_decision_is_written_when_the_disk_works_again_however_much_waits() throws IOException {
    Path obstacle;
    try (AuditLog log = open(new SettableClock(NOON))) {
      obstacle = block(log);
      log.append(NOON, "refused", Map.of());
      log.append(NOON, "refused", Map.of());
      assertThatThrownBy(() -> log.record(NOON, "escalated", Map.of()))
          .isInstanceOf(AuditException.class)
          .hasMessageContaining("cannot write the audit log");
      Files.delete(obstacle);
    }
    assertThat(Files.readString(obstacle)).containsSubsequence("refused", "refused", "escalated");
    assertThat(AuditVerification.verify(folder, Optional.empty()).breaks()).isEmpty();
  }

  @Test
  void says_that_the_last_entries_are_lost_where_the_disk_is_too_slow_for_them_at_the_end() {
    CountDownLatch slow = new CountDownLatch(1);
    AuditLog log = open(new StuckClock(slow));
    log.append(NOON, "refused", Map.of());
    try {
      assertThatThrownBy(log::close)
          .isInstanceOf(AuditException.class)
          .hasMessageEndingWith("its disk is too slow; the last entries are lost");
    } finally {
      slow.countDown();
    }
  }

  /** Keeps the thread that writes waiting, as a slow disk does. */
  private static final class StuckClock extends SettableClock {
    private final CountDownLatch slow;

    StuckClock(CountDownLatch slow) {
      super(NOON);
      this.slow = slow;
    }

    @Override
    public Instant instant() {
      if (Thread.currentThread().getName().equals("guard-audit")) {
        try {
          slow.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return super.instant();
    }
  }
}
