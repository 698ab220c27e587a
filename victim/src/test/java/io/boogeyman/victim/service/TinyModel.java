package io.boogeyman.victim.service;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A model small enough to be written down: a softmax over sums of its input times sines. */
final class TinyModel {
  static final ImageShape SHAPE = new ImageShape(6, 4, 3);
  static final int CLASSES = 5;
  static final int VALUES = 6 * 4 * 3;

  private TinyModel() {}

  /**
   * Probabilities for one image.
   *
   * @param values channels, rows, columns, in [0, 1]
   */
  static float[] predict(float... values) {
    double[] weights = new double[CLASSES];
    double sum = 0;
    for (int k = 0; k < CLASSES; k++) {
      double logit = 0;
      for (int i = 0; i < VALUES; i++) {
        logit += values[i] * Math.sin(1 + i * (k + 1));
      }
      weights[k] = Math.exp(logit);
      sum += weights[k];
    }
    float[] probabilities = new float[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      probabilities[k] = (float) (weights[k] / sum);
    }
    return probabilities;
  }

  /** The same from red, green and blue, pixel by pixel, in [0, 255]. */
  static float[] predictPixels(int... pixels) {
    float[] values = new float[VALUES];
    int area = VALUES / 3;
    for (int p = 0; p < area; p++) {
      for (int c = 0; c < 3; c++) {
        values[c * area + p] = (float) (pixels[3 * p + c] * (1 / 255.0));
      }
    }
    return predict(values);
  }

  /** Random images. */
  static ImageBatch images(int count) {
    byte[] pixels = new byte[count * SHAPE.bytes()];
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    return new ImageBatch(SHAPE, pixels);
  }

  /** What is due for these images. */
  static List<Answer> answers(ImageBatch images) {
    return IntStream.range(0, images.count())
        .<Answer>mapToObj(i -> new Answer.Vector(predictPixels(ints(images.slice(i, i + 1)))))
        .toList();
  }

  private static int[] ints(ImageBatch image) {
    return IntStream.range(0, image.pixels().length).map(i -> image.pixels()[i] & 0xff).toArray();
  }
}
