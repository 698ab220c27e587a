package io.boogeyman.nn.image.source;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.nn.image.ImageSourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * The files in an uncompressed tar archive, read in place: a tar has no directory, so all headers
 * are visited once when it is opened, and then each file is read at its position. Links and sparse
 * files are passed over.
 */
final class TarTree implements FileTree {
  private final String name;
  private final FileChannel channel;
  private final NavigableMap<String, Place> places;
  private final List<String> paths;
  private final String fingerprint;

  private TarTree(Path file, FileChannel channel, NavigableMap<String, Place> places)
      throws IOException {
    this.name = String.valueOf(file.getFileName());
    this.channel = channel;
    this.places = places;
    this.paths = List.copyOf(places.keySet());
    this.fingerprint =
        Digest.start()
            .add(file.toAbsolutePath().normalize().toString())
            .add(Files.size(file))
            .add(Files.getLastModifiedTime(file).toMillis())
            .hex();
  }

  /**
   * Reads the archive's headers.
   *
   * @throws ImageSourceException if it is no tar, is cut short, or an entry leads out of it
   */
  static TarTree open(Path file) throws IOException {
    NavigableMap<String, Place> places = places(file);
    return new TarTree(file, FileChannel.open(file), places);
  }

  private static NavigableMap<String, Place> places(Path file) throws IOException {
    NavigableMap<String, Place> places = new TreeMap<>();
    long end = Files.size(file);
    for (TarArchiveEntry entry : entries(file)) {
      Optional<String> path = EntryPath.of(entry.getName(), file);
      boolean plain = entry.isFile() && !entry.isLink() && !entry.isSymbolicLink();
      if (path.isEmpty() || !plain || entry.isSparse()) {
        continue;
      }
      Place place = new Place(entry.getDataOffset(), entry.getSize());
      if (place.size() < 0 || place.offset() < 0 || place.size() > end - place.offset()) {
        throw new ImageSourceException(
            "%s: entry '%s' claims %d bytes, which the file does not have; it may be cut short"
                .formatted(file, entry.getName(), place.size()));
      }
      places.put(path.get(), place);
    }
    return places;
  }

  private static List<TarArchiveEntry> entries(Path file) throws ImageSourceException {
    try (TarFile archive = new TarFile(file)) {
      return archive.getEntries();
    } catch (IOException | RuntimeException e) {
      // The library lets some damaged numbers out as IllegalArgumentException.
      throw new ImageSourceException(
          file + ": not a readable tar archive (" + e.getMessage() + "); it may be cut short");
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
    Place place = places.get(path);
    if (place == null) {
      throw new IOException("it is not there");
    }
    if (place.size() > most) {
      throw new IOException("more than " + (most >> 20) + " MiB");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) place.size());
    while (bytes.hasRemaining()) {
      // Reading at a position moves no shared pointer, so threads do not wait for each other.
      if (channel.read(bytes, place.offset() + bytes.position()) < 0) {
        throw new EOFException("the archive ends before it");
      }
    }
    return bytes.array();
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a file's bytes lie in the archive. */
  private record Place(long offset, long size) {}
}
