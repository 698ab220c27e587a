package io.boogeyman.guard.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The key that opens the dashboard, of which only the digest is kept. */
public final class AdminKey {
  private static final int SHORTEST = 16;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

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

  /**
   * A key of which only the digest is known.
   *
   * @param sha256 in 64 hexadecimal digits
   * @throws IllegalArgumentException if it is none
   */
  public static AdminKey ofSha256(String sha256) {
    String digits = sha256.toLowerCase(Locale.ROOT);
    if (!DIGEST.matcher(digits).matches()) {
      throw new IllegalArgumentException(
          "the dashboard's key needs its SHA-256 in 64 hexadecimal digits;"
              + " the key itself must not stand here");
    }
    return new AdminKey(HexFormat.of().parseHex(digits));
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
