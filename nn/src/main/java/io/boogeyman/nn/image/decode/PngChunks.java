package io.boogeyman.nn.image.decode;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The chunks of a PNG (W3C PNG §5.3), looked through before any is decoded: OpenCV allocates what a
 * chunk claims to hold before it looks for it, and 75 bytes can claim four gigabytes.
 *
 * <p>Cost: a step a chunk.
 */
final class PngChunks {
  private static final int SIGNATURE = 8;

  /** Length, type and checksum. */
  private static final int FRAME = 12;

  private static final int END = 0x49454e44; // IEND

  private PngChunks() {}

  /** What is wrong with them, if a chunk claims more than is left. */
  static Optional<String> fault(byte[] encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded).position(SIGNATURE);
    while (bytes.remaining() >= Long.BYTES) {
      long length = Integer.toUnsignedLong(bytes.getInt(bytes.position()));
      if (length == 0 && bytes.getInt(bytes.position() + Integer.BYTES) == END) {
        return Optional.empty(); // whatever follows
      }
      if (length + FRAME > bytes.remaining()) {
        return Optional.of(
            "a chunk of the PNG claims %,d bytes where %,d are left"
                .formatted(length, Math.max(0, bytes.remaining() - FRAME)));
      }
      bytes.position(bytes.position() + (int) length + FRAME);
    }
    return Optional.empty();
  }
}
