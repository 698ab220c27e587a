package io.boogeyman.defend.prada;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Distances in the order in which they came. */
final class Distances {
  private double[] values = new double[16];
  private int count;

  void add(double distance) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = distance;
  }

  int count() {
    return count;
  }

  double get(int place) {
    return values[place];
  }

  double[] toArray() {
    return Arrays.copyOf(values, count);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(count);
    for (int i = 0; i < count; i++) {
      out.writeDouble(values[i]);
    }
  }

  /** Adds those that were written. */
  void read(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      add(in.readDouble());
    }
  }
}
