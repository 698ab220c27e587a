package io.boogeyman.nn.image;

import io.boogeyman.core.file.WholeFile;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Decodes a source into a file. Workers decode chunks of some 4 MiB side by side; one thread writes
 * them in order, so that the file has no gaps where images could not be read. Holds at most {@code
 * 2 × threads} chunks.
 */
final class StoreWriter {
  private static final int CHUNK_BYTES = 4 << 20;

  private final ImageSource source;
  private final ImageShape shape;
  private final int threads;

  StoreWriter(ImageSource source, ImageShape shape, int threads) {
    this.source = source;
    this.shape = shape;
    this.threads = threads;
  }

  void write(FileChannel file, Progress progress) throws IOException {
    List<UnreadableImage> unreadable = new ArrayList<>();
    ByteArrayOutputStream digests = new ByteArrayOutputStream();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (Progress.Task task = progress.begin("decoding", "images", source.size())) {
      file.position(StoreHeader.BYTES);
      Deque<Future<Chunk>> ahead = new ArrayDeque<>();
      int size = Math.max(1, CHUNK_BYTES / shape.bytes());
      for (int from = 0; from < source.size() || !ahead.isEmpty(); ) {
        if (from < source.size() && ahead.size() < 2 * threads) {
          int start = from;
          int end = Math.min(start + size, source.size());
          ahead.add(workers.submit(() -> decode(start, end)));
          from = end;
        } else {
          Chunk chunk = await(ahead.remove());
          WholeFile.writeFully(file, chunk.pixels());
          chunk.digests().forEach(digest -> digests.writeBytes(digest.bytes()));
          unreadable.addAll(chunk.unreadable());
          task.advance(chunk.images());
        }
      }
    } finally {
      workers.shutdownNow();
    }
    finish(file, digests.toByteArray(), unreadable);
  }

  private void finish(FileChannel file, byte[] digests, List<UnreadableImage> unreadable)
      throws IOException {
    if (unreadable.size() == source.size()) {
      throw new ImageSourceException(
          "%s: none of the %d images can be read; the first is %s"
              .formatted(
                  source.name(),
                  source.size(),
                  unreadable.isEmpty() ? "missing" : unreadable.get(0).reason()));
    }
    byte[] index = StoreIndex.of(source, digests, unreadable).toBytes();
    WholeFile.writeFully(file, ByteBuffer.wrap(index));
    new StoreHeader(source.size() - unreadable.size(), shape, index.length).write(file);
  }

  private Chunk decode(int from, int to) {
    byte[] pixels = new byte[(to - from) * shape.bytes()];
    List<UnreadableImage> unreadable = new ArrayList<>();
    int length = 0;
    for (int i = from; i < to; i++) {
      try {
        System.arraycopy(source.read(i, shape), 0, pixels, length, shape.bytes());
        length += shape.bytes();
      } catch (UnreadableImageException e) {
        unreadable.add(new UnreadableImage(i, source.nameOf(i), e.getMessage()));
      }
    }
    byte[] read = length < pixels.length ? Arrays.copyOf(pixels, length) : pixels;
    ImageBatch images = new ImageBatch(shape, read);
    List<ImageDigest> digests =
        IntStream.range(0, images.count()).mapToObj(i -> ImageDigest.of(images, i)).toList();
    return new Chunk(ByteBuffer.wrap(read), digests, unreadable, to - from);
  }

  private static Chunk await(Future<Chunk> chunk) throws IOException {
    try {
      return chunk.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("decoding was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("decoding failed: " + e.getCause(), e.getCause());
    }
  }

  /**
   * Some images, decoded.
   *
   * @param pixels of those that could be read
   * @param digests of the same
   * @param unreadable the others
   * @param images how many both are
   */
  private record Chunk(
      ByteBuffer pixels, List<ImageDigest> digests, List<UnreadableImage> unreadable, int images) {}
}
