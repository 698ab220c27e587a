package io.boogeyman.nn.image.source;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The files in a zip archive, read in place. {@link ZipFile} locks while it copies an entry's bytes
 * and not while they are inflated or decoded, so threads hardly wait for each other.
 */
final class ZipTree implements FileTree {
  /** What a byte of deflate's best packing holds (zlib, "Maximum expansion factor"). */
  private static final long MOST_UNPACKED = 1032;

  private final String name;
  private final ZipFile archive;
  private final NavigableMap<String, ZipEntry> entries;
  private final List<String> paths;
  private final String fingerprint;

  private ZipTree(Path file, ZipFile archive) throws IOException {
    this.name = String.valueOf(file.getFileName());
    this.archive = archive;
    this.entries = entries(archive, file);
    this.paths = List.copyOf(entries.keySet());
    this.fingerprint =
        Digest.start()
            .add(file.toAbsolutePath().normalize().toString())
            .add(Files.size(file))
            .add(Files.getLastModifiedTime(file).toMillis())
            .hex();
  }

  /**
   * Reads the archive's directory.
   *
   * @throws ImageSourceException if it is no zip, an entry leads out of it or is there twice, or
   *     entries share their bytes
   */
  static ZipTree open(Path file) throws IOException {
    ZipFile archive;
    try {
      archive = new ZipFile(file.toFile());
    } catch (ZipException | EOFException e) {
      throw unreadable(file, e);
    }
    try {
      return new ZipTree(file, archive);
    } catch (IOException e) {
      archive.close();
      throw e;
    }
  }

  private static ImageSourceException unreadable(Path file, IOException e) {
    String why = e.getMessage() == null ? "it ends early" : e.getMessage();
    return new ImageSourceException(
        why.contains("encrypted")
            ? file + ": its entries are encrypted; unpack it with its password, and name the folder"
            : file + ": not a readable zip archive (" + why + "); it may be cut short");
  }

  private static NavigableMap<String, ZipEntry> entries(ZipFile archive, Path file)
      throws IOException {
    NavigableMap<String, ZipEntry> entries = new TreeMap<>();
    long bytesLeft = Files.size(file);
    for (ZipEntry entry : listed(archive, file)) {
      bytesLeft -= entry.getCompressedSize();
      if (entry.getCompressedSize() < 0 || bytesLeft < 0) {
        // A bomb lets entries share their bytes (Fifield 2019, "A better zip bomb").
        throw new ImageSourceException(
            file + ": its entries claim more bytes than it has; it is damaged, or a bomb");
      }
      add(entry, entries, file);
    }
    return entries;
  }

  private static List<? extends ZipEntry> listed(ZipFile archive, Path file)
      throws ImageSourceException {
    try {
      return Collections.list(archive.entries());
    } catch (IllegalArgumentException e) {
      throw new ImageSourceException(
          file + ": the name of an entry is not in UTF-8; pack the archive anew");
    }
  }

  private static void add(ZipEntry entry, NavigableMap<String, ZipEntry> entries, Path file)
      throws ImageSourceException {
    // Some Windows programs write backslashes, against the specification (APPNOTE.TXT §4.4.17.1).
    Optional<String> path = EntryPath.of(entry.getName().replace('\\', '/'), file);
    if (entry.isDirectory() || path.isEmpty()) {
      return;
    }
    // Programs differ in which of two they take: what one has checked, another would read.
    if (entries.put(path.get(), entry) != null) {
      throw new ImageSourceException(
          file + ": entry '" + path.get() + "' is there twice; pack the archive anew");
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public byte[] read(String path, int most) throws IOException {
    ZipEntry entry = entries.get(path);
    if (entry == null) {
      throw new IOException("there is no such file in the archive");
    }
    if (entry.getSize() < 0 || entry.getSize() > most) {
      throw new IOException("more than " + (most >> 20) + " MiB");
    }
    if (entry.getSize() > MOST_UNPACKED * entry.getCompressedSize()) {
      throw new IOException(
          "%d packed bytes claim to be %d".formatted(entry.getCompressedSize(), entry.getSize()));
    }
    try (InputStream stream = archive.getInputStream(entry)) {
      return exactly((int) entry.getSize(), stream);
    } catch (EOFException e) {
      throw new IOException("damaged, or the archive is cut short", e);
    }
  }

  /** One array, as large as the archive says: a bomb is neither unpacked nor copied. */
  private static byte[] exactly(int size, InputStream stream) throws IOException {
    byte[] bytes = new byte[size];
    if (stream.readNBytes(bytes, 0, size) < size || stream.read() >= 0) {
      throw new IOException("not of the " + size + " bytes that the archive claims");
    }
    return bytes;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public void close() {
    try {
      archive.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
