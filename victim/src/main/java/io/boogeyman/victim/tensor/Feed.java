package io.boogeyman.victim.tensor;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.victim.input.Preprocessing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Feeds a model images, as many at once as it takes, through one buffer that is used again and
 * again: native memory that comes and goes costs page faults.
 */
final class Feed {
  private final TensorModel model;
  private final Preprocessing preprocessing;
  private final int batch;
  private final boolean exact;
  private final ByteBuffer buffer;

  /**
   * @param batch images at once
   * @param exact whether it takes no fewer
   */
  Feed(TensorModel model, Preprocessing preprocessing, int batch, boolean exact) {
    this.model = model;
    this.preprocessing = preprocessing;
    this.batch = batch;
    this.exact = exact;
    this.buffer =
        ByteBuffer.allocateDirect(Math.multiplyExact(batch, preprocessing.bytesPerImage()))
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * What the model gives for one to {@code batch} images, without what it gives for the padding.
   */
  ModelOutput run(ImageBatch images) {
    int count = exact ? batch : images.count();
    buffer.clear();
    preprocessing.encode(images, buffer);
    // What an earlier request left there is as good as any other padding.
    buffer.position(0).limit(count * preprocessing.bytesPerImage());
    ModelOutput output = model.run(buffer, preprocessing, count);
    int width = output.width(count);
    return new ModelOutput(
        Arrays.copyOf(output.values(), images.count() * width),
        new long[] {images.count(), width},
        output.whole());
  }

  /** The scores of any number of images, row after row. */
  float[] scores(ImageBatch images, int width) {
    float[] scores = new float[images.count() * width];
    for (int from = 0; from < images.count(); from += batch) {
      int to = Math.min(from + batch, images.count());
      ModelOutput output = run(images.slice(from, to));
      if (output.values().length != (to - from) * width) {
        throw new PredictionException(
            "it gave " + output.values().length + " values for " + (to - from) + " images", null);
      }
      System.arraycopy(output.values(), 0, scores, from * width, output.values().length);
    }
    return scores;
  }
}
