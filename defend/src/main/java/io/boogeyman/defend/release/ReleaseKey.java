package io.boogeyman.defend.release;

import io.boogeyman.core.digest.KeyedDigest;

/**
 * A policy's secret, from which all that is random in its releases descends. Who has it can undo
 * much of what they do; no text of this class tells it.
 */
public final class ReleaseKey {
  /** The fewest bytes of a secret: 128 bits cannot be tried out. */
  public static final int SHORTEST = 16;

  private final KeyedDigest digest;
  private final int length;

  private ReleaseKey(byte[] secret) {
    this.digest = new KeyedDigest(secret);
    this.length = secret.length;
  }

  /**
   * A key of these bytes, which are copied.
   *
   * @param secret random, at least {@link #SHORTEST} bytes
   * @throws IllegalArgumentException if it is shorter
   */
  public static ReleaseKey of(byte[] secret) {
    if (secret.length < SHORTEST) {
      throw new IllegalArgumentException(
          "the policy's secret has %d bytes; it needs at least %d, at random"
              .formatted(secret.length, SHORTEST));
    }
    return new ReleaseKey(secret);
  }

  /** What one release computes with. */
  KeyedDigest of(String release) {
    return digest.derive(release);
  }

  @Override
  public String toString() {
    return "a secret of " + length + " bytes";
  }
}
