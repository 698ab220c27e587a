package io.boogeyman.nn.image;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Decoded images in a file: they cost no memory of this process, and reading one is a copy. */
public final class StoredImages implements ImageSet, AutoCloseable {
  private final Path file;
  private final String name;
  private final String digest;
  private final ImageShape shape;
  private final StoreIndex index;
  private final PixelFile pixels;

  private StoredImages(
      Path file, String name, String digest, ImageShape shape, StoreIndex index, PixelFile pixels) {
    this.file = file;
    this.name = name;
    this.digest = digest;
    this.shape = shape;
    this.index = index;
    this.pixels = pixels;
  }

  /** Opens a store; empty if there is none at {@code file}, or not a whole one of this shape. */
  static Optional<StoredImages> find(Path file, String name, String digest, ImageShape shape)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Optional<StoreHeader> header = StoreHeader.read(channel);
      if (header.isEmpty() || !header.get().shape().equals(shape)) {
        return Optional.empty();
      }
      byte[] bytes = new byte[header.get().indexBytes()];
      channel.map(MapMode.READ_ONLY, header.get().indexOffset(), bytes.length).get(bytes);
      Optional<StoreIndex> index = StoreIndex.parse(bytes, header.get().count());
      if (index.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new StoredImages(
              file,
              name,
              digest,
              shape,
              index.get(),
              new PixelFile(file, StoreHeader.BYTES, shape.bytes())));
    }
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
    for (int index : indices) {
      Objects.checkIndex(index, size());
    }
    return new ImageBatch(shape, pixels.read(indices));
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
    pixels.close();
  }
}
