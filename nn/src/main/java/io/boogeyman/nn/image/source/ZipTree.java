package io.boogeyman.nn.image.source;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The files in a zip archive, read in place. {@link ZipFile} locks while it copies an entry's bytes
 * and not while they are inflated or decoded, so threads hardly wait for each other.
 */
final class ZipTree implements FileTree {
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
   * @throws ImageSourceException if it is no zip, or an entry leads out of it
   */
  static ZipTree open(Path file) throws IOException {
    ZipFile archive;
    try {
      archive = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw new ImageSourceException(
          file + ": not a readable zip archive (" + e.getMessage() + "); it may be cut short");
    }
    try {
      return new ZipTree(file, archive);
    } catch (IOException e) {
      archive.close();
      throw e;
    }
  }

  private static NavigableMap<String, ZipEntry> entries(ZipFile archive, Path file)
      throws ImageSourceException {
    NavigableMap<String, ZipEntry> entries = new TreeMap<>();
    for (ZipEntry entry : Collections.list(archive.entries())) {
      // Some Windows programs write backslashes, against the specification (APPNOTE.TXT §4.4.17.1).
      String path = entry.getName().replace('\\', '/');
      List<String> parts = Arrays.asList(path.split("/"));
      if (path.startsWith("/") || parts.contains("..")) {
        throw new ImageSourceException(
            file + ": entry '" + path + "' leads out of the archive; not opened");
      }
      if (!entry.isDirectory() && parts.stream().noneMatch(FileTree::isHidden)) {
        entries.put(path, entry);
      }
    }
    return entries;
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
    try (InputStream stream = archive.getInputStream(entries.get(path))) {
      return Bounded.read(stream, most);
    }
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
