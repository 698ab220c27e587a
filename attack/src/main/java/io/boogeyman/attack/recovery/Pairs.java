package io.boogeyman.attack.recovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** What comes out of a defence, and what went in: distributions over classes, row beside row. */
final class Pairs {
  private final int classes;
  private final List<float[]> released = new ArrayList<>();
  private final List<float[]> clean = new ArrayList<>();
  private final List<Integer> images = new ArrayList<>();

  Pairs(int classes) {
    this.classes = classes;
  }

  /**
   * As many rows of both.
   *
   * @param first number of the first row's image; the others follow it
   */
  void add(float[] out, float[] in, int first) {
    for (int i = 0; i < out.length / classes; i++) {
      released.add(Arrays.copyOfRange(out, i * classes, (i + 1) * classes));
      clean.add(Arrays.copyOfRange(in, i * classes, (i + 1) * classes));
      images.add(first + i);
    }
  }

  /** The pairs of images of these numbers: of one image, whatever was released of it. */
  Pairs part(IntPredicate number) {
    Pairs part = new Pairs(classes);
    for (int i = 0; i < size(); i++) {
      if (number.test(images.get(i))) {
        part.released.add(released.get(i));
        part.clean.add(clean.get(i));
        part.images.add(images.get(i));
      }
    }
    return part;
  }

  int size() {
    return clean.size();
  }

  /** Row after row. */
  float[] released() {
    return joined(released);
  }

  /** Row after row. */
  float[] clean() {
    return joined(clean);
  }

  private float[] joined(List<float[]> rows) {
    float[] all = new float[rows.size() * classes];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, all, i * classes, classes);
    }
    return all;
  }
}
