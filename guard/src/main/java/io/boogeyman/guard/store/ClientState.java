package io.boogeyman.guard.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * What is known of a client.
 *
 * @param level step of suspicion, 0 for none
 * @param since when that level was reached
 * @param lastSeen when the client asked last
 * @param queries images asked so far
 * @param evidence what detectors keep, at most 96 KiB; not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its content
public record ClientState(
    int level, Instant since, Instant lastSeen, long queries, byte[] evidence) {
  /** The most that evidence may be. */
  public static final int LONGEST = 96 << 10;

  /**
   * @throws IllegalArgumentException if the evidence is too long
   */
  public ClientState {
    if (evidence.length > LONGEST) {
      throw new IllegalArgumentException(
          "evidence of a client is at most " + LONGEST + " bytes, not " + evidence.length);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientState that
        && level == that.level
        && queries == that.queries
        && since.equals(that.since)
        && lastSeen.equals(that.lastSeen)
        && Arrays.equals(evidence, that.evidence);
  }

  @Override
  public int hashCode() {
    return Objects.hash(level, since, lastSeen, queries, Arrays.hashCode(evidence));
  }

  @Override
  public String toString() {
    return String.format(
        "level %d since %s, last seen %s, %d queries, %d bytes of evidence",
        level, since, lastSeen, queries, evidence.length);
  }
}
