package io.boogeyman.defend.release;

import java.util.Arrays;

/** Classes in the order of a number each. */
final class Order {
  /** Below this length Java's own sorting is the faster one. */
  private static final int SHORT = 128;

  private static final int DIGIT = 8;
  private static final int DIGITS = Integer.SIZE / DIGIT;
  private static final int VALUES = 1 << DIGIT;

  private Order() {}

  /**
   * The places of the numbers, the smallest first. Numbers that are one in single precision keep
   * their places.
   *
   * <p>Number and place are sorted together as one long; many of them digit by digit (radix sort),
   * which takes a fraction of what comparisons take.
   *
   * @param numbers finite
   */
  static int[] ascending(double[] numbers) {
    long[] keys = new long[numbers.length];
    for (int k = 0; k < keys.length; k++) {
      // Adding 0 makes one zero of two; the bits of negative floats ascend the wrong way.
      int bits = Float.floatToIntBits((float) numbers[k] + 0f);
      int sortable = bits ^ (bits >> 31 & Integer.MAX_VALUE);
      keys[k] = (long) sortable << Integer.SIZE | k;
    }
    long[] sorted = keys.length < SHORT ? compared(keys) : byDigits(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) sorted[i];
    }
    return order;
  }

  private static long[] compared(long[] keys) {
    Arrays.sort(keys);
    return keys;
  }

  /** By the upper half of each key, the lowest digit first, each time keeping the order before. */
  private static long[] byDigits(long[] keys) {
    int[][] counts = new int[DIGITS][VALUES];
    for (long key : keys) {
      for (int d = 0; d < DIGITS; d++) {
        counts[d][digit(key, d)]++;
      }
    }
    long[] from = keys;
    long[] to = new long[keys.length];
    for (int d = 0; d < DIGITS; d++) {
      int[] starts = counts[d];
      for (int value = 0, sum = 0; value < VALUES; value++) {
        int count = starts[value];
        starts[value] = sum;
        sum += count;
      }
      for (long key : from) {
        to[starts[digit(key, d)]++] = key;
      }
      long[] sorted = to;
      to = from;
      from = sorted;
    }
    return from;
  }

  /** With the sign turned over, so that digits ascend as the keys do. */
  private static int digit(long key, int d) {
    return (int) ((key ^ Long.MIN_VALUE) >>> (Integer.SIZE + DIGIT * d)) & (VALUES - 1);
  }
}
