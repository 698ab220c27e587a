package io.boogeyman.defend.release;

import io.boogeyman.core.digest.KeyedDigest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random numbers under a key: AES-128 in counter mode. Of a plain generator a thief who knows some
 * of what it drew, as where an answer would be 0 without noise, could work out the rest.
 */
final class KeyedRandom implements RandomGenerator {
  private static final int KEY = 16;
  private static final int CHUNK = 512;

  private final Cipher cipher;
  private ByteBuffer drawn = ByteBuffer.allocate(0);

  /** Numbers that depend on the digest's key and the message alone. */
  KeyedRandom(KeyedDigest digest, byte[] message) {
    byte[] key = Arrays.copyOf(digest.of(message), KEY);
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      // A key is used for one message: the counter may begin at 0.
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[KEY]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }

  @Override
  public long nextLong() {
    if (!drawn.hasRemaining()) {
      drawn = ByteBuffer.wrap(cipher.update(new byte[CHUNK]));
    }
    return drawn.getLong();
  }
}
