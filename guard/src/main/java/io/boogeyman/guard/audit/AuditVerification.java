package io.boogeyman.guard.audit;

import io.boogeyman.core.file.FailureReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What became of an audit log: whether it is as it was written, and if not, where.
 *
 * @param entries that are there
 * @param last number of the last of them, 0 for none
 * @param digest of the last of them: kept elsewhere it proves later that nothing before was changed
 * @param breaks at most 100; the first tells most, since others may follow from it
 */
public record AuditVerification(long entries, long last, String digest, List<AuditBreak> breaks) {
  private static final int TRIES = 3;

  /** Copies the list. */
  public AuditVerification {
    breaks = List.copyOf(breaks);
  }

  /**
   * Reads a whole log. What a running log is writing just then may show as torn.
   *
   * @param key that the log was opened with
   * @throws AuditException if the folder cannot be read
   */
  public static AuditVerification verify(Path folder, Optional<byte[]> key) {
    ChainDigest digest = new ChainDigest(key);
    try {
      // First, since a log that goes on meanwhile is ahead of a head that was read before.
      Optional<Head> head = head(folder, digest);
      ChainReader reader = new ChainReader(digest, head);
      for (Path file : ChainFiles.in(folder)) {
        reader.read(file);
      }
      return reader.result();
    } catch (IOException e) {
      throw new AuditException(
          "cannot read the audit log in " + folder + ": " + FailureReason.of(e), e);
    }
  }

  /** A running log may be writing it at this moment. */
  private static Optional<Head> head(Path folder, ChainDigest digest) throws IOException {
    Optional<Head> head = Head.read(folder, digest);
    for (int tries = 0; head.isEmpty() && tries < TRIES; tries++) {
      head = Head.read(folder, digest);
    }
    return head;
  }

  /** Whether everything is as it was written; a line that a kill has torn is no more than that. */
  public boolean isWhole() {
    return breaks.stream().allMatch(broken -> broken.kind() == AuditBreak.Kind.TORN);
  }
}
