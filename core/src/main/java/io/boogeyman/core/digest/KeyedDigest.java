package io.boogeyman.core.digest;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 (RFC 2104) under one key: who does not have the key can neither compute nor foretell
 * a digest. Safe for several threads.
 */
public final class KeyedDigest {
  /** Bytes of a digest. */
  public static final int BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * @param key copied
   * @throws IllegalArgumentException if it is empty
   */
  public KeyedDigest(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** The 32 bytes of a message's digest. */
  public byte[] of(byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(message);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }

  /** Under a key of its own for one part of the program, which tells nothing of this one. */
  public KeyedDigest derive(String part) {
    return new KeyedDigest(of(part.getBytes(StandardCharsets.UTF_8)));
  }
}
