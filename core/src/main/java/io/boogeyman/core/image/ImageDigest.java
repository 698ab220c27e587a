package io.boogeyman.core.image;

import io.boogeyman.core.digest.Digest;
import java.nio.ByteBuffer;

/**
 * Names an image by its shape and pixels: 128 bits of SHA-256, so that two different images of a
 * pool of 10⁹ share a name with a chance of 10⁻²¹.
 *
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
public record ImageDigest(long high, long low) {
  /** Bytes of a digest. */
  public static final int BYTES = 2 * Long.BYTES;

  /** The digest of image {@code index} of a batch. */
  public static ImageDigest of(ImageBatch images, int index) {
    int bytes = images.shape().bytes();
    return read(
        ByteBuffer.wrap(
            Digest.start()
                .add(images.shape().toString())
                .add(images.pixels(), index * bytes, bytes)
                .bytes()));
  }

  /** The digest that {@link #bytes()} gave, from the next 16 bytes of a buffer. */
  public static ImageDigest read(ByteBuffer bytes) {
    return new ImageDigest(bytes.getLong(), bytes.getLong());
  }

  /** The 16 bytes. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }
}
