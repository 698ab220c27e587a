package io.boogeyman.core.digest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 over parts. Texts and bytes are preceded by their length, numbers are eight bytes:
 * parts of the same kinds in the same order never run together into one.
 */
public final class Digest {
  private static final int CHUNK = 1 << 20;

  private final MessageDigest sha256;

  private Digest(MessageDigest sha256) {
    this.sha256 = sha256;
  }

  /** A digest of nothing yet. */
  public static Digest start() {
    try {
      return new Digest(MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds a text. */
  public Digest add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a number. */
  public Digest add(long number) {
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    return this;
  }

  /** Adds bytes. */
  public Digest add(byte[] bytes) {
    return add(bytes, 0, bytes.length);
  }

  /** Adds {@code length} bytes from {@code offset}. */
  public Digest add(byte[] bytes, int offset, int length) {
    add((long) length);
    sha256.update(bytes, offset, length);
    return this;
  }

  /** Adds integers. */
  public Digest add(int[] numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.BIG_ENDIAN);
    bytes.asIntBuffer().put(numbers);
    return add(bytes.array());
  }

  /** Adds numbers, bit by bit. */
  public Digest add(float[] numbers) {
    byte[] bytes = new byte[numbers.length * Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN).asFloatBuffer().put(numbers);
    return add(bytes);
  }

  /** Adds the bytes between the buffer's position and its limit, which are consumed. */
  public Digest add(ByteBuffer bytes) {
    add((long) bytes.remaining());
    sha256.update(bytes);
    return this;
  }

  /**
   * Adds a file's content.
   *
   * @throws IOException if it cannot be read
   */
  public Digest addFile(Path file) throws IOException {
    add(Files.size(file));
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
        sha256.update(chunk, 0, count);
      }
    }
    return this;
  }

  /** The 32 bytes of the digest; the digest starts anew. */
  public byte[] bytes() {
    return sha256.digest();
  }

  /** The digest as 64 hexadecimal digits; the digest starts anew. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
