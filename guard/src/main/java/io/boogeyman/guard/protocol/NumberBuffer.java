package io.boogeyman.guard.protocol;

import java.util.Arrays;

/** Numbers as they come in, up to a bound; memory in proportion to how many came. */
final class NumberBuffer {
  private final TensorInput input;
  private final int mostImages;
  private final long most;
  private float[] values;
  private int count;

  NumberBuffer(ServedModel model, int bytesOfText) {
    this.input = model.input();
    this.mostImages = model.mostImages();
    this.most = Math.min((long) mostImages * input.valuesPerImage(), Integer.MAX_VALUE - 8);
    // A number takes two characters at least.
    this.values = new float[Math.max(16, Math.min(input.valuesPerImage(), bytesOfText / 2))];
  }

  void add(float value) throws RequestException {
    if (count == values.length) {
      grow();
    }
    values[count++] = value;
  }

  private void grow() throws RequestException {
    if (count >= most) {
      TensorInput.requireAtMost(mostImages + 1L, mostImages);
    }
    values = Arrays.copyOf(values, (int) Math.min(most, 2L * count));
  }

  int count() {
    return count;
  }

  /** All of them, and room behind them. */
  float[] values() {
    return values;
  }
}
