package io.boogeyman.nn.image.source;

import io.boogeyman.nn.image.ImageSourceException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a tree's raw files, read when first needed and kept while memory is plenty: their
 * images are wanted one by one, but out of an archive a file can only be had as a whole.
 */
final class RawContents {
  /** Reading takes up to twice a file's bytes, and something must be left for the rest. */
  private static final int MOST_BYTES =
      (int) Math.min(Integer.MAX_VALUE - 16, Runtime.getRuntime().maxMemory() / 3);

  private final FileTree tree;
  private final Map<String, SoftReference<byte[]>> kept = new HashMap<>();

  RawContents(FileTree tree) {
    this.tree = tree;
  }

  FileTree tree() {
    return tree;
  }

  /**
   * A file's bytes, unpacked.
   *
   * @throws ImageSourceException if it cannot be read, or is damaged
   */
  synchronized byte[] read(String path) throws ImageSourceException {
    SoftReference<byte[]> reference = kept.get(path);
    byte[] bytes = reference == null ? null : reference.get();
    if (bytes == null) {
      try {
        bytes = unpacked(path);
      } catch (IOException e) {
        throw new ImageSourceException(
            "%s: %s cannot be read: %s".formatted(tree.name(), path, e.getMessage()));
      }
      kept.put(path, new SoftReference<>(bytes));
    }
    return bytes;
  }

  private byte[] unpacked(String path) throws IOException {
    byte[] bytes = tree.read(path, MOST_BYTES);
    if (!path.endsWith(".gz")) {
      return bytes;
    }
    try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return Bounded.read(stream, MOST_BYTES);
    } catch (EOFException | ZipException e) {
      throw new IOException(e.getMessage() + "; it may be cut short", e);
    }
  }
}
