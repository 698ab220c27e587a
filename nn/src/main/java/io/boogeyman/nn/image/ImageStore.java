package io.boogeyman.nn.image;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.file.FailureReason;
import io.boogeyman.core.file.WholeFile;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Decodes a source once, into a file that is read from ever after.
 *
 * <p>The file is called by the digest of the source's content and the shape. It is written under
 * another name, brought safely to disk and moved into place in one step: a store is there whole or
 * not at all, and two processes that make the same one at once both succeed.
 */
public final class ImageStore {
  /** Changes when the same source would be decoded to other pixels. */
  private static final String DECODING = "decoding 1";

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
      Optional<StoredImages> ready = StoredImages.find(file, name, digest, shape);
      if (ready.isPresent()) {
        return ready.get();
      }
      build(source, shape, file, threads, progress);
      return StoredImages.find(file, name, digest, shape)
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
    WholeFile.write(
        file, channel -> new StoreWriter(source, shape, threads).write(channel, progress));
  }

  private static String explain(IOException e, Path folder, long bytes) {
    return "cannot keep decoded images in %s: %s; a folder with %d MiB of room is needed"
        .formatted(folder, FailureReason.of(e), (bytes >> 20) + 1);
  }
}
