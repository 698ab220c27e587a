package io.boogeyman.nn.training;

import io.boogeyman.core.image.ImageShape;

/**
 * How a network is trained.
 *
 * @param epochs passes over the training images, at least 1
 * @param batch images a step, at least 1
 * @param learningRate the highest learning rate
 * @param optimiser how gradients move the weights
 * @param schedule how the learning rate changes
 * @param augmentation how images are varied
 * @param patience epochs without a better validation agreement after which training stops; 0 never
 *     stops early
 */
public record Recipe(
    int epochs,
    int batch,
    double learningRate,
    Optimiser optimiser,
    Schedule schedule,
    Augmentation augmentation,
    int patience) {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public Recipe {
    if (epochs < 1 || batch < 1 || patience < 0) {
      throw new IllegalArgumentException(
          "a recipe needs at least 1 epoch and 1 image a batch, and no negative patience");
    }
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException("the learning rate must be above 0, not " + learningRate);
    }
  }

  /**
   * What serves small networks from scratch: one cycle of Nesterov's momentum up to 0.1, batches of
   * 128, images shifted by up to an eighth of their height and lit differently, never mirrored.
   *
   * @param shape of the images
   */
  public static Recipe standard(int epochs, ImageShape shape) {
    return new Recipe(
        epochs,
        128,
        0.1,
        Optimiser.Sgd.STANDARD,
        new Schedule.OneCycle(0.25),
        new Augmentation(Math.max(1, shape.height() / 8), false, 0.2, 0),
        0);
  }

  /**
   * What serves networks that have weights of other images already: Adam in one cycle, batches of
   * 32, images varied as in {@link #standard}. SGD at the rates of a training from scratch unlearns
   * what the weights know, and reaches less at any rate that was tried (docs/results.md).
   *
   * @param shape of the images
   */
  public static Recipe fineTuning(int epochs, ImageShape shape) {
    Recipe standard = standard(epochs, shape);
    return new Recipe(
        epochs,
        32,
        5e-4,
        new Optimiser.Adam(1e-4),
        standard.schedule(),
        standard.augmentation(),
        0);
  }

  /** The same, for another number of epochs. */
  public Recipe withEpochs(int count) {
    return new Recipe(count, batch, learningRate, optimiser, schedule, augmentation, patience);
  }

  /** The same, up to another learning rate. */
  public Recipe withLearningRate(double rate) {
    return new Recipe(epochs, batch, rate, optimiser, schedule, augmentation, patience);
  }

  /** The same, by another optimiser. */
  public Recipe withOptimiser(Optimiser other) {
    return new Recipe(epochs, batch, learningRate, other, schedule, augmentation, patience);
  }

  /** The same, with images mirrored at random. */
  public Recipe mirroring() {
    Augmentation mirrored =
        new Augmentation(augmentation.shift(), true, augmentation.light(), augmentation.mixup());
    return new Recipe(epochs, batch, learningRate, optimiser, schedule, mirrored, patience);
  }

  /** The same, so many images a step. */
  public Recipe withBatch(int count) {
    return new Recipe(epochs, count, learningRate, optimiser, schedule, augmentation, patience);
  }
}
