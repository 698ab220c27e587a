package io.boogeyman.core.prediction;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageBatch;
import java.nio.ByteBuffer;

/**
 * Names an image by its shape and pixels: 128 bits of SHA-256, so that two different images of a
 * pool of 10⁹ share a name with a chance of 10⁻²¹.
 *
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
public record ImageDigest(long high, long low) {

  /** The digest of image {@code index} of a batch. */
  public static ImageDigest of(ImageBatch images, int index) {
    int bytes = images.shape().bytes();
    ByteBuffer digest =
        ByteBuffer.wrap(
            Digest.start()
                .add(images.shape().toString())
                .add(images.pixels(), index * bytes, bytes)
                .bytes());
    return new ImageDigest(digest.getLong(), digest.getLong());
  }

  /** The 16 bytes. */
  public byte[] bytes() {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
  }
}
