package io.boogeyman.cli.download;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.boogeyman.core.file.WholeFile;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What has arrived of a file: {@code <name>.part}, with {@code <name>.part.origin} to say of which
 * version it is, so that a later run can go on. Locked against other processes while it is open.
 */
final class PartialFile implements AutoCloseable {
  private final Path file;
  private final Path origin;
  private final FileChannel channel;

  private PartialFile(Path file, Path origin, FileChannel channel) {
    this.file = file;
    this.origin = origin;
    this.channel = channel;
  }

  /**
   * Opens what has arrived of {@code target}, or nothing yet.
   *
   * @throws IllegalArgumentException if another process is downloading it
   */
  static PartialFile of(Path target) throws IOException {
    Path file = target.resolveSibling(target.getFileName() + ".part");
    FileChannel channel = FileChannel.open(file, CREATE, WRITE);
    if (!lock(channel)) {
      channel.close();
      throw new IllegalArgumentException(
          "another process is downloading " + target + "; wait for it, or use another --into");
    }
    channel.position(channel.size());
    return new PartialFile(file, file.resolveSibling(file.getFileName() + ".origin"), channel);
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      // Held until the channel is closed.
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  Path path() {
    return file;
  }

  long size() throws IOException {
    return channel.size();
  }

  /** The version of the file at {@code address} of which this is a part; empty if unknown. */
  Optional<String> version(URI address) throws IOException {
    if (size() == 0 || !Files.exists(origin)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(origin);
    return lines.size() == 2 && lines.get(0).equals(address.toString())
        ? Optional.of(lines.get(1))
        : Optional.empty();
  }

  /** Begins anew with a version of the file at {@code address}; one without a name is not kept. */
  void restart(URI address, Optional<String> version) throws IOException {
    channel.truncate(0);
    Files.deleteIfExists(origin);
    if (version.isPresent()) {
      WholeFile.write(origin, address + "\n" + version.get() + "\n");
    }
  }

  void append(byte[] bytes, int count) throws IOException {
    WholeFile.writeFully(channel, ByteBuffer.wrap(bytes, 0, count));
  }

  /** Moves it to its place, or out of the way, on disk before it has that name. */
  void moveTo(Path place) throws IOException {
    channel.force(true);
    channel.close();
    Files.move(file, place);
    Files.deleteIfExists(origin);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (Files.exists(file) && Files.size(file) == 0) {
      Files.delete(file);
      Files.deleteIfExists(origin);
    }
  }
}
