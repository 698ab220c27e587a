package io.boogeyman.cli.download;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A file of a public set.
 *
 * @param address where its publisher has it
 * @param name what it is called on disk
 * @param bytes how many it has
 * @param checksum what is published of its content, if anything is
 */
public record PublicFile(URI address, String name, long bytes, Optional<Checksum> checksum) {

  /** A file that is called as its address ends. */
  static PublicFile at(String address, long bytes, Checksum checksum) {
    return new PublicFile(
        URI.create(address),
        address.substring(address.lastIndexOf('/') + 1),
        bytes,
        Optional.of(checksum));
  }

  /** The same file at a mirror, under its name there. */
  PublicFile from(URI mirror) {
    String base = mirror.toString();
    URI there = URI.create(base + (base.endsWith("/") ? "" : "/") + name);
    return new PublicFile(there, name, bytes, checksum);
  }

  /**
   * What it is called when it can be read: a packed tar is unpacked to a tar, in which images can
   * be reached one by one.
   */
  String readableName() {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".tar.gz")) {
      return name.substring(0, name.length() - ".gz".length());
    }
    return lower.endsWith(".tgz") ? name.substring(0, name.length() - "gz".length()) + "ar" : name;
  }

  boolean isPacked() {
    return !readableName().equals(name);
  }
}
