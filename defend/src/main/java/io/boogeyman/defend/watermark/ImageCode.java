package io.boogeyman.defend.watermark;

import io.boogeyman.core.digest.KeyedDigest;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Mosaic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * A few bits of an image that small changes leave alone: the signs of random sums of its colours in
 * 4×4 cells (Charikar 2002, "Similarity estimation techniques from rounding algorithms"). The
 * weights of a sum add up to 0, so that a brighter or fainter image has the same code; the key
 * chooses them, so that nobody else can compute it.
 *
 * <p>The more bits, the fewer images share a code, and the sooner a change turns one of them:
 * docs/releases.md has both as measured. Cost: one pass over the pixels, and cells times bits.
 */
final class ImageCode {
  private static final int CELLS = 4;

  /** Measured: docs/releases.md. */
  static final int BITS = 24;

  private final Mosaic mosaic;
  private final double[][] weights;

  ImageCode(KeyedDigest key, ImageShape shape) {
    this.mosaic = new Mosaic(shape, CELLS);
    byte[] start = key.of("directions".getBytes(StandardCharsets.UTF_8));
    SplittableRandom random = new SplittableRandom(ByteBuffer.wrap(start).getLong());
    this.weights = new double[BITS][];
    for (int bit = 0; bit < BITS; bit++) {
      weights[bit] = balanced(random, mosaic.size());
    }
  }

  private static double[] balanced(SplittableRandom random, int size) {
    double[] weights = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      weights[i] = random.nextGaussian();
      sum += weights[i];
    }
    for (int i = 0; i < size; i++) {
      weights[i] -= sum / size;
    }
    return weights;
  }

  /** The code of image {@code index} of a batch. */
  long of(ImageBatch images, int index) {
    float[] colours = mosaic.of(images, index);
    long code = 0;
    for (double[] direction : weights) {
      double sum = 0;
      for (int i = 0; i < direction.length; i++) {
        sum += direction[i] * colours[i];
      }
      code = code << 1 | (sum > 0 ? 1 : 0);
    }
    return code;
  }
}
