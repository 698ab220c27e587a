package io.boogeyman.guard.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The key that opens the dashboard, of which only the digest is kept. */
public final class AdminKey {
  private static final int SHORTEST = 16;

  private final byte[] digest;

  private AdminKey(byte[] digest) {
    this.digest = digest;
  }

  /**
   * The key itself.
   *
   * @throws IllegalArgumentException if it is shorter than 16 characters
   */
  public static AdminKey of(String key) {
    if (key.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "the dashboard's key must have at least " + SHORTEST + " characters");
    }
    return new AdminKey(digest(key));
  }

  /** Whether this is the key; takes as long for every wrong key of a length. */
  boolean is(String presented) {
    return MessageDigest.isEqual(digest, digest(presented));
  }

  static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A key is not told by accident. */
  @Override
  public String toString() {
    return "AdminKey";
  }
}
