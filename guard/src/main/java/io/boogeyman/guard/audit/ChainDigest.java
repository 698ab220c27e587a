package io.boogeyman.guard.audit;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an entry knows the one before by: the SHA-256 of its line without the line's end;
 * HMAC-SHA256 (RFC 2104) where there is a key, without which nobody can make another chain.
 */
final class ChainDigest {
  /** What the first entry of all names as the one before. */
  static final String NOTHING = "0".repeat(64);

  private static final String HMAC = "HmacSHA256";
  private static final int SHORTEST_KEY = 16;

  private final Optional<SecretKeySpec> key;

  /**
   * @throws IllegalArgumentException if the key is shorter than 16 bytes
   */
  ChainDigest(Optional<byte[]> key) {
    key.ifPresent(ChainDigest::requireLong);
    this.key = key.map(bytes -> new SecretKeySpec(bytes, HMAC));
  }

  private static void requireLong(byte[] key) {
    if (key.length < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "the audit log's key has " + key.length + " bytes; it needs at least " + SHORTEST_KEY);
    }
  }

  /** Of a line, in 64 hexadecimal digits. */
  String of(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try {
      if (key.isEmpty()) {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      }
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key.get());
      return HexFormat.of().formatHex(mac.doFinal(bytes));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
