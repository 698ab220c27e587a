package io.boogeyman.victim.tensor;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.victim.answer.Scores;
import io.boogeyman.victim.input.Preprocessing;
import java.util.Random;

/**
 * What a model shows when it is asked two images of noise: that it can be asked at all, whether
 * several at once, how many values it gives and what these are. It is in this process, so that
 * costs nobody anything.
 *
 * @param batch images at once
 * @param exact whether it takes no fewer
 * @param width values an image
 * @param kind labels if they are whole numbers by type, one an image; probabilities if each row
 *     lies in [0, 1] and sums to 1; logits otherwise
 */
record Trial(int batch, boolean exact, int width, Scores.Kind kind) {
  /** As {@link Scores} tolerates. */
  private static final double TOLERANCE = 0.01;

  /** Enough to keep the cores busy, and little enough for the activations of 224-pixel nets. */
  private static final int PIXELS_A_BATCH = 256 * 32 * 32;

  /**
   * Asks.
   *
   * @throws IllegalArgumentException in one line, if it cannot be asked like this
   */
  static Trial of(TensorModel model, Preprocessing preprocessing) {
    ImageBatch noise = noise(preprocessing.images());
    if (model.facts().batch().isPresent()) {
      int batch = model.facts().batch().getAsInt();
      return one(model, preprocessing, noise, batch, true);
    }
    try {
      ImageShape fed = preprocessing.fed();
      int many = Math.max(8, Math.min(256, PIXELS_A_BATCH / (fed.height() * fed.width())));
      return one(model, preprocessing, noise, many, false);
    } catch (PredictionException several) {
      // Some exports have the size of their example's batch, 1, somewhere inside.
      return one(model, preprocessing, noise, 1, true);
    }
  }

  private static Trial one(
      TensorModel model, Preprocessing preprocessing, ImageBatch noise, int batch, boolean exact) {
    int asked = Math.min(batch, noise.count());
    ModelOutput output =
        new Feed(model, preprocessing, exact ? batch : asked, exact).run(noise.slice(0, asked));
    int width = output.values().length / asked;
    return new Trial(batch, exact, width, kind(output, width));
  }

  private static Scores.Kind kind(ModelOutput output, int width) {
    if (output.whole() && width == 1) {
      return Scores.Kind.LABELS;
    }
    for (int from = 0; from < output.values().length; from += width) {
      double sum = 0;
      for (int k = 0; k < width; k++) {
        float value = output.values()[from + k];
        if (!(value >= 0 && value <= 1 + TOLERANCE)) {
          return Scores.Kind.LOGITS;
        }
        sum += value;
      }
      if (Math.abs(sum - 1) > TOLERANCE) {
        return Scores.Kind.LOGITS;
      }
    }
    return Scores.Kind.PROBABILITIES;
  }

  private static ImageBatch noise(ImageShape shape) {
    byte[] pixels = new byte[2 * shape.bytes()];
    new Random(1).nextBytes(pixels);
    return new ImageBatch(shape, pixels);
  }
}
