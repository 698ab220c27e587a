package io.boogeyman.defend.release;

import java.util.Arrays;

/** Classes in the order of a number each. */
final class Order {
  private Order() {}

  /**
   * The places of the numbers, the smallest first.
   *
   * <p>Numbers that are one in single precision keep their places: number and place are sorted
   * together as one long, several times as fast as by a comparison.
   *
   * @param numbers finite
   */
  static int[] ascending(double[] numbers) {
    long[] keys = new long[numbers.length];
    for (int k = 0; k < keys.length; k++) {
      // Adding 0 makes one zero of two; the bits of negative floats ascend the wrong way.
      int bits = Float.floatToIntBits((float) numbers[k] + 0f);
      int sortable = bits ^ (bits >> 31 & Integer.MAX_VALUE);
      keys[k] = (long) sortable << 32 | k;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }
}
