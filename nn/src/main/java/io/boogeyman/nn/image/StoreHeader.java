package io.boogeyman.nn.image;

import io.boogeyman.core.image.ImageShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * The first page of a store: magic, version, count, height, width, channels and the index's length,
 * big-endian. Pixels begin at the second page, so that they are aligned for whoever maps them; the
 * index follows them, since what is unreadable is known only when all is decoded.
 *
 * @param count images
 * @param shape of each
 * @param indexBytes length of the index
 */
record StoreHeader(int count, ImageShape shape, int indexBytes) {
  static final int BYTES = 4096;
  private static final long MAGIC = 0x424f4f47_494d4753L; // BOOGIMGS
  private static final int VERSION = 2;

  long indexOffset() {
    return BYTES + (long) count * shape.bytes();
  }

  long fileBytes() {
    return indexOffset() + indexBytes;
  }

  void write(FileChannel file) throws IOException {
    ByteBuffer page = ByteBuffer.allocate(BYTES);
    page.putLong(MAGIC).putInt(VERSION).putInt(count);
    page.putInt(shape.height()).putInt(shape.width()).putInt(shape.channels()).putInt(indexBytes);
    page.rewind();
    for (long at = 0; page.hasRemaining(); ) {
      at += file.write(page, at);
    }
  }

  /** The header of a file; empty if it is no whole store of this version. */
  static Optional<StoreHeader> read(FileChannel file) throws IOException {
    ByteBuffer page = ByteBuffer.allocate(BYTES);
    while (page.hasRemaining() && file.read(page, page.position()) >= 0) {}
    page.flip();
    if (page.remaining() < BYTES || page.getLong() != MAGIC || page.getInt() != VERSION) {
      return Optional.empty();
    }
    return numbers(page).filter(header -> header.fileBytes() == size(file));
  }

  private static Optional<StoreHeader> numbers(ByteBuffer page) {
    int count = page.getInt();
    try {
      ImageShape shape = new ImageShape(page.getInt(), page.getInt(), page.getInt());
      return Optional.of(new StoreHeader(count, shape, page.getInt()))
          .filter(header -> header.count() > 0 && header.indexBytes() > 0);
    } catch (IllegalArgumentException noShape) {
      return Optional.empty();
    }
  }

  private static long size(FileChannel file) {
    try {
      return file.size();
    } catch (IOException e) {
      return -1;
    }
  }
}
