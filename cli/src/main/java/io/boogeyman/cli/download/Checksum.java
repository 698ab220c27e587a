package io.boogeyman.cli.download;

import io.boogeyman.core.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file's content must hash to.
 *
 * @param algorithm as {@link MessageDigest} calls it; MD5 only where the publisher has no better:
 *     it finds damage, not malice
 * @param hex lower-case hexadecimal digits
 */
public record Checksum(String algorithm, String hex) {
  static final String SHA_256 = "SHA-256";
  private static final int BUFFER = 1 << 16;

  static Checksum md5(String hex) {
    return new Checksum("MD5", hex);
  }

  static Checksum sha256(String hex) {
    return new Checksum(SHA_256, hex);
  }

  /** The checksum that a file has; some seconds a GB. */
  static Checksum of(Path file, String algorithm, Progress progress) throws IOException {
    MessageDigest digest = digest(algorithm);
    try (InputStream stream = Files.newInputStream(file);
        Megabytes task = Megabytes.begin(progress, "Checking", Files.size(file), 0)) {
      byte[] buffer = new byte[BUFFER];
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        digest.update(buffer, 0, count);
        task.advance(count);
      }
    }
    return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  @Override
  public String toString() {
    return algorithm + " " + hex;
  }
}
