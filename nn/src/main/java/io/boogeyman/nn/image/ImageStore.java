package io.boogeyman.nn.image;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decodes a source once, into a file that is mapped into memory ever after.
 *
 * <p>The file is called by the digest of the source's content and the shape. It is written under
 * another name, brought safely to disk and moved into place in one step: a store is there whole or
 * not at all, and two processes that make the same one at once both succeed.
 */
public final class ImageStore {
  static final String PARTIAL = ".partial";

  /** Changes when the same source would be decoded to other pixels. */
  private static final String DECODING = "decoding 1";

  /**
   * A partial file that nobody has written to for so long was left by a process that was killed.
   */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private ImageStore() {}

  /**
   * Opens the images of {@code source} at {@code shape}, decoding them first if they are not in
   * {@code cacheDirectory} yet.
   *
   * @param cacheDirectory made if absent; needs {@code size × shape.bytes()} bytes of room
   * @param threads how many images are decoded at once, at least 1
   * @throws ImageSourceException if not one image can be read
   * @throws IOException if the store cannot be written or read; says in one line why
   */
  public static StoredImages open(
      ImageSource source, ImageShape shape, Path cacheDirectory, int threads, Progress progress)
      throws IOException {
    try {
      Files.createDirectories(cacheDirectory);
      String digest =
          Digest.start()
              .add(DECODING)
              .add(new ContentDigests(cacheDirectory).of(source))
              .add(shape.toString())
              .hex();
      Path file = cacheDirectory.resolve(digest.substring(0, 32) + ".images");
      String name = source.name() + " at " + shape;
      Optional<StoredImages> ready = StoredImages.map(file, name, digest);
      if (ready.isPresent()) {
        return ready.get();
      }
      build(source, shape, file, threads, progress);
      return StoredImages.map(file, name, digest)
          .orElseThrow(() -> new IOException(file + " vanished while it was opened"));
    } catch (ImageSourceException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(explain(e, cacheDirectory, (long) source.size() * shape.bytes()), e);
    }
  }

  private static void build(
      ImageSource source, ImageShape shape, Path file, int threads, Progress progress)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    removeAbandoned(folder);
    Path partial = Files.createTempFile(folder, file.getFileName() + "-", PARTIAL);
    try {
      try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
        new StoreWriter(source, shape, threads).write(channel, progress);
      }
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      sync(folder);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** A renamed file survives a power cut only when its folder is on disk (fsync(2), NOTES). */
  private static void sync(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException windowsOpensNoFolders) {
      // The store is there all the same; after a power cut it may have to be made again.
    }
  }

  private static void removeAbandoned(Path folder) throws IOException {
    FileTime before = FileTime.from(Instant.now().minus(ABANDONED));
    try (DirectoryStream<Path> partials = Files.newDirectoryStream(folder, "*" + PARTIAL)) {
      for (Path partial : partials) {
        if (Files.exists(partial) && Files.getLastModifiedTime(partial).compareTo(before) < 0) {
          Files.deleteIfExists(partial);
        }
      }
    }
  }

  private static String explain(IOException e, Path folder, long bytes) {
    String reason =
        e instanceof AccessDeniedException
            ? "no permission to write there"
            : e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(e.getMessage());
    return "cannot keep decoded images in %s: %s; a folder with %d MiB of room is needed"
        .formatted(folder, reason, (bytes >> 20) + 1);
  }
}
