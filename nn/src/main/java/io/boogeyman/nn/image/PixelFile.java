package io.boogeyman.nn.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * The pixels of a store, read where they lie. Mapped into memory they would be read some 5 µs an
 * image sooner, but every page that was ever touched would count as this process's memory, 1.2 GB
 * for 100,000 images of 64×64; and a file that shrinks under a mapping kills the process, where a
 * read fails in one line.
 */
final class PixelFile implements AutoCloseable {
  private final Path file;
  private final long start;
  private final int imageBytes;
  private FileChannel channel;
  private boolean closed;

  /**
   * @param start the byte where the first image begins
   * @param imageBytes how long each is
   */
  PixelFile(Path file, long start, int imageBytes) throws IOException {
    this.file = file;
    this.start = start;
    this.imageBytes = imageBytes;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  /**
   * Copies images, one after another. Neighbours are read at once.
   *
   * @throws IllegalStateException if the file is closed
   * @throws UncheckedIOException if it cannot be read, or ends too soon
   */
  byte[] read(int... images) {
    ByteBuffer pixels = ByteBuffer.allocate(Math.multiplyExact(images.length, imageBytes));
    try {
      for (int from = 0; from < images.length; ) {
        int to = from + 1;
        while (to < images.length && images[to] == images[to - 1] + 1) {
          to++;
        }
        fill(pixels.limit(to * imageBytes), start + (long) images[from] * imageBytes);
        from = to;
      }
      return pixels.array();
    } catch (IOException e) {
      String reason = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
      throw new UncheckedIOException("cannot read images from " + file + ": " + reason, e);
    }
  }

  private void fill(ByteBuffer pixels, long at) throws IOException {
    long before = at - pixels.position();
    boolean interrupted = false;
    while (pixels.hasRemaining()) {
      try {
        if (open().read(pixels, before + pixels.position()) < 0) {
          throw new EOFException("it has become shorter");
        }
      } catch (ClosedChannelException e) {
        // A channel closes for everybody when one reading thread is interrupted.
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized FileChannel open() throws IOException {
    if (closed) {
      throw new IllegalStateException(file + " is closed");
    }
    if (!channel.isOpen()) {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    }
    return channel;
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + file + ": " + e.getMessage(), e);
    }
  }
}
