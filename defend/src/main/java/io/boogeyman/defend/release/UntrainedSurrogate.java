package io.boogeyman.defend.release;

import io.boogeyman.core.digest.KeyedDigest;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Mosaic;
import java.nio.charset.StandardCharsets;

/**
 * What a thief's network makes of an image before it has learnt anything: p̂ of MAD and GRAD²,
 * which their authors too take from a network with random weights.
 *
 * <p>One hidden layer of rectified units over the image's colours in 8×8 cells, with weights from
 * the key (He et al. 2015 for the hidden layer, 1/√units for the head). It is computed here rather
 * than by libtorch, image by image: there the last digits depend on the batch that an image comes
 * in, and the same image would be released in different ways. Cost: cells and classes times units.
 */
final class UntrainedSurrogate {
  private static final int CELLS = 8;
  private static final int UNITS = 64;

  private final Mosaic mosaic;
  private final float[][] hidden;
  private final float[][] head;

  UntrainedSurrogate(KeyedDigest key, int classes, ImageShape shape) {
    KeyedRandom random = new KeyedRandom(key, "surrogate".getBytes(StandardCharsets.UTF_8));
    this.mosaic = new Mosaic(shape, CELLS);
    this.hidden = normal(random, UNITS, mosaic.size(), Math.sqrt(2.0 / mosaic.size()));
    this.head = normal(random, UNITS, classes, Math.sqrt(1.0 / UNITS));
  }

  private static float[][] normal(KeyedRandom random, int rows, int columns, double deviation) {
    float[][] weights = new float[rows][columns];
    for (float[] row : weights) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (deviation * random.nextGaussian());
      }
    }
    return weights;
  }

  /** The posterior of image {@code index} of a batch, on the simplex. */
  double[] posterior(ImageBatch images, int index) {
    float[] colours = mosaic.of(images, index);
    for (int i = 0; i < colours.length; i++) {
      colours[i] = colours[i] / 127.5f - 1;
    }
    float[] logits = new float[head[0].length];
    for (int unit = 0; unit < UNITS; unit++) {
      float activation = product(hidden[unit], colours);
      if (activation > 0) {
        add(activation, head[unit], logits);
      }
    }
    return softmax(logits);
  }

  private static float product(float[] weights, float[] values) {
    float sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  private static void add(float factor, float[] weights, float[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += factor * weights[k];
    }
  }

  private static double[] softmax(float[] logits) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] weights = new double[logits.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = Math.exp((double) logits[k] - largest);
    }
    return Simplex.normalised(weights);
  }
}
