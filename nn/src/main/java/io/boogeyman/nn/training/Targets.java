package io.boogeyman.nn.training;

import io.boogeyman.core.image.Labels;

/**
 * What a network shall answer to each image of a training set: a distribution over the classes, or
 * a part of one. Implementations are immutable.
 */
public interface Targets {

  /** How many classes there are. */
  int classes();

  /** How many images have a target. */
  int size();

  /**
   * Writes the target of image {@code index}: {@code classes()} non-negative values that sum to 1,
   * or to less: an image whose target sums to less weighs less in the loss.
   *
   * @param row where to write; all zero before
   * @param offset the first place to write to
   */
  void write(int index, float[] row, int offset);

  /** The class that the target favours: what agreement is measured with. */
  int top(int index);

  /** Targets that put everything on the true class. */
  static Targets hard(Labels labels) {
    return new HardTargets(labels);
  }
}
