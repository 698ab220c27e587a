package io.boogeyman.cli.download;

import io.boogeyman.core.file.WholeFile;
import io.boogeyman.core.progress.Progress;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks a packed tar to a tar. The tar's own files are left in it and read there, so that no name
 * in it can lead anywhere.
 */
final class Unpacking {
  /** Images are hardly packable; what becomes so much larger is a bomb. */
  private static final long MOST_RATIO = 20;

  private static final int BUFFER = 1 << 16;

  private Unpacking() {}

  /**
   * Unpacks {@code packed} to {@code target}, which is there whole or not at all.
   *
   * @throws IOException if it is damaged, or suspiciously large
   */
  static void unpack(Path packed, Path target, Progress progress) throws IOException {
    long size = Files.size(packed);
    try (Megabytes task = Megabytes.begin(progress, "Unpacking", size, 0);
        InputStream counted = new Counted(Files.newInputStream(packed), task);
        InputStream stream = new GZIPInputStream(counted, BUFFER)) {
      WholeFile.write(target, channel -> copy(stream, channel, MOST_RATIO * size, packed));
    } catch (ZipException | EOFException e) {
      throw new IOException(packed + " is damaged: " + e.getMessage(), e);
    }
  }

  private static void copy(InputStream stream, FileChannel channel, long most, Path packed)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long total = 0;
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      total += count;
      if (total > most) {
        throw new IOException(
            "%s unpacks to more than %d times its size; not unpacked"
                .formatted(packed, MOST_RATIO));
      }
      WholeFile.writeFully(channel, ByteBuffer.wrap(buffer, 0, count));
    }
  }

  private static final class Counted extends FilterInputStream {
    private final Megabytes task;

    Counted(InputStream stream, Megabytes task) {
      super(stream);
      this.task = task;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      task.advance(Math.max(0, count));
      return count;
    }
  }
}
