package io.boogeyman.core.file;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A file that is there whole or not at all, whenever the program is killed: it is written beside
 * its place, forced to disk, and moved there. Several processes may write the same file at once;
 * the last one wins.
 *
 * <p>What a kill left half written goes at a later write in the same folder. The operating system's
 * lock, which goes with its process, tells it from what is being written: a file's age alone would
 * take a clock that jumps for an hour that has passed.
 */
public final class WholeFile {
  private static final String PARTIAL = ".partial";

  /** Marks the names of files that this process writes. */
  private static final String OWN = "-" + ProcessHandle.current().pid() + "-";

  /** From making its file to locking it no writer takes this long. */
  private static final Duration LOCKED_BY_THEN = Duration.ofHours(1);

  private WholeFile() {}

  /** Writes content to a channel. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it from the channel's position on. */
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes text as UTF-8 in place of what is there.
   *
   * @throws IOException if the folder is missing or full; then the old content is still there
   */
  public static void write(Path file, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    write(file, channel -> writeFully(channel, bytes));
  }

  /**
   * Writes content in place of what is there.
   *
   * @throws IOException if the folder is missing or full, or the content throws one; then the old
   *     content is still there
   */
  public static void write(Path file, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    try {
      removeAbandoned(folder);
      writeInPlace(folder, file, content);
    } catch (NoSuchFileException e) {
      throw Files.exists(folder) ? e : new NoSuchFileException(folder.toString());
    } catch (FileSystemException e) {
      throw unwritten(file, e);
    } catch (IOException e) {
      // What a source of content throws of its own kind says more than these words.
      throw e.getClass().equals(IOException.class) ? unwritten(file, e) : e;
    }
  }

  private static IOException unwritten(Path file, IOException e) {
    return new IOException("cannot write " + file + ": " + FailureReason.of(e), e);
  }

  private static void writeInPlace(Path folder, Path file, Content content) throws IOException {
    // Not createTempFile, whose files only their owner may read.
    Path partial = folder.resolve("." + file.getFileName() + OWN + UUID.randomUUID() + PARTIAL);
    try {
      try (FileChannel channel = FileChannel.open(partial, CREATE_NEW, WRITE)) {
        lock(channel);
        content.writeTo(channel);
        // Without this a power cut after the move may leave an empty file under the final name.
        channel.force(true);
      }
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(folder);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** Held until the channel is closed. */
  @SuppressWarnings("try") // closed with its channel
  private static boolean lock(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (IOException | OverlappingFileLockException noLocksHereOrHeldByThisProcess) {
      return false;
    }
  }

  /** Writes all that remains in the buffer. */
  public static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** A renamed file survives a power cut only when its folder is on disk (fsync(2), NOTES). */
  private static void sync(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    } catch (IOException windowsOpensNoFolders) {
      // The file is there all the same; after a power cut it may be the old one.
    }
  }

  /**
   * Whether no process writes it. This process's own are not even opened: on POSIX systems closing
   * any channel of a file lets go of all the locks that the process has on it.
   */
  private static boolean isAbandoned(Path partial) throws IOException {
    if (partial.getFileName().toString().contains(OWN)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(partial, WRITE)) {
      return lock(channel);
    } catch (AccessDeniedException ofAnotherUser) {
      return false;
    }
  }

  private static void removeAbandoned(Path folder) throws IOException {
    FileTime before = FileTime.from(Instant.now().minus(LOCKED_BY_THEN));
    try (DirectoryStream<Path> partials = Files.newDirectoryStream(folder, ".*" + PARTIAL)) {
      for (Path partial : partials) {
        if (Files.getLastModifiedTime(partial).compareTo(before) < 0 && isAbandoned(partial)) {
          Files.deleteIfExists(partial);
        }
      }
    } catch (NoSuchFileException finishedMeanwhile) {
      // Another process moved its file into place; what is abandoned goes the next time.
    }
  }
}
