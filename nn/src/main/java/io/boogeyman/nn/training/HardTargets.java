package io.boogeyman.nn.training;

import io.boogeyman.core.image.Labels;

/** One class an image, and certain of it. */
record HardTargets(Labels labels) implements Targets {

  @Override
  public int classes() {
    return labels.classNames().size();
  }

  @Override
  public int size() {
    return labels.size();
  }

  @Override
  public void write(int index, float[] row, int offset) {
    row[offset + labels.get(index)] = 1;
  }

  @Override
  public int top(int index) {
    return labels.get(index);
  }
}
