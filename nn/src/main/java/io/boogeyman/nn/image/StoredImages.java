package io.boogeyman.nn.image;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Decoded images in a file that is mapped into memory: they cost no heap, and reading one is a
 * copy.
 *
 * <p>The mapping ends some time after {@link #close()}, when the garbage collector finds it unused:
 * Java 17 has no safe way to end it sooner.
 */
public final class StoredImages implements ImageSet, AutoCloseable {
  /** A buffer holds at most 2 GiB; a segment is as many whole images as go into half of that. */
  private static final int SEGMENT_BYTES = 1 << 30;

  private final Path file;
  private final String name;
  private final String digest;
  private final ImageShape shape;
  private final StoreIndex index;
  private final int imagesPerSegment;
  private volatile List<ByteBuffer> segments;

  private StoredImages(
      Path file,
      String name,
      String digest,
      ImageShape shape,
      StoreIndex index,
      List<ByteBuffer> segments) {
    this.file = file;
    this.name = name;
    this.digest = digest;
    this.shape = shape;
    this.index = index;
    this.imagesPerSegment = imagesPerSegment(shape);
    this.segments = segments;
  }

  /** Maps a store; empty if there is none at {@code file}, or not a whole one. */
  static Optional<StoredImages> map(Path file, String name, String digest) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Optional<StoreHeader> header = StoreHeader.read(channel);
      if (header.isEmpty()) {
        return Optional.empty();
      }
      byte[] bytes = new byte[header.get().indexBytes()];
      channel.map(MapMode.READ_ONLY, header.get().indexOffset(), bytes.length).get(bytes);
      Optional<StoreIndex> index = StoreIndex.parse(bytes, header.get().count());
      if (index.isEmpty()) {
        return Optional.empty();
      }
      List<ByteBuffer> segments = segments(channel, header.get());
      return Optional.of(
          new StoredImages(file, name, digest, header.get().shape(), index.get(), segments));
    }
  }

  private static int imagesPerSegment(ImageShape shape) {
    return Math.max(1, SEGMENT_BYTES / shape.bytes());
  }

  private static List<ByteBuffer> segments(FileChannel channel, StoreHeader header)
      throws IOException {
    List<ByteBuffer> segments = new ArrayList<>();
    long bytes = (long) imagesPerSegment(header.shape()) * header.shape().bytes();
    for (long from = StoreHeader.BYTES; from < header.indexOffset(); from += bytes) {
      segments.add(
          channel.map(MapMode.READ_ONLY, from, Math.min(bytes, header.indexOffset() - from)));
    }
    return List.copyOf(segments);
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public int size() {
    return index.names().size();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String digest() {
    return digest;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the store is closed
   */
  @Override
  public ImageBatch read(int... indices) {
    List<ByteBuffer> mapped = segments;
    if (mapped.isEmpty()) {
      throw new IllegalStateException(name + " is closed");
    }
    int bytes = shape.bytes();
    byte[] pixels = new byte[Math.multiplyExact(indices.length, bytes)];
    for (int i = 0; i < indices.length; i++) {
      int image = Objects.checkIndex(indices[i], size());
      mapped
          .get(image / imagesPerSegment)
          .get(image % imagesPerSegment * bytes, pixels, i * bytes, bytes);
    }
    return new ImageBatch(shape, pixels);
  }

  /** {@inheritDoc} Kept from when the image was decoded: no pixel is read. */
  @Override
  public ImageDigest digestOf(int image) {
    return index.digestOf(image);
  }

  @Override
  public Optional<Labels> labels() {
    return index.labels();
  }

  /** Which images belong together; numbers as the source gave them, not dense. */
  @Override
  public int group(int image) {
    return index.groups()[image];
  }

  /** What the source calls an image. */
  public String nameOf(int image) {
    return index.names().get(image);
  }

  /** What the source lists but could not be decoded, and is not in this set. */
  public List<UnreadableImage> unreadable() {
    return index.unreadable();
  }

  /** The file that holds the pixels, for whoever maps it by other means. */
  public Path file() {
    return file;
  }

  /** The byte of {@link #file()} where the pixels begin: uint8, N×H×W×C, without gaps. */
  public long offset() {
    return StoreHeader.BYTES;
  }

  @Override
  public void close() {
    segments = List.of();
  }
}
