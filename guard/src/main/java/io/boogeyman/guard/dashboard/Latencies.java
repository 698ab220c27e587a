package io.boogeyman.guard.dashboard;

import java.time.Duration;
import java.util.Arrays;

/**
 * How long something took in the last five minutes. Sixteen buckets for each power of two of
 * microseconds: quantiles are right to 3 %, in 11 KiB. For one thread at a time.
 */
final class Latencies {
  private static final int MINUTES = 5;
  private static final int PARTS = 16;
  private static final int BUCKETS = 448;
  private static final long LONGEST = (1L << 30) - 1;

  private final int[][] counts = new int[MINUTES + 1][BUCKETS];
  private final long[] minutes = new long[MINUTES + 1];

  Latencies() {
    Arrays.fill(minutes, Long.MIN_VALUE);
  }

  void add(Duration took, long minute) {
    int slot = (int) Math.floorMod(minute, (long) counts.length);
    if (minutes[slot] != minute) {
      Arrays.fill(counts[slot], 0);
      minutes[slot] = minute;
    }
    counts[slot][bucket(took)]++;
  }

  private static int bucket(Duration took) {
    long micros =
        took.compareTo(Duration.ofMinutes(15)) > 0 ? LONGEST : Math.max(0, took.toNanos() / 1_000);
    if (micros < PARTS) {
      return (int) micros;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - 4;
    return shift * PARTS + (int) (micros >> shift);
  }

  /** The middle of a bucket in milliseconds. */
  private static double middle(int bucket) {
    if (bucket < 2 * PARTS) {
      return bucket / 1_000.0;
    }
    int shift = bucket / PARTS - 1;
    long low = (long) (bucket - shift * PARTS) << shift;
    return (low + ((1L << shift) - 1) / 2.0) / 1_000.0;
  }

  /** Median, 99th percentile and number, in the minutes up to this one. */
  Quantiles quantiles(long minute) {
    long[] sums = new long[BUCKETS];
    long total = 0;
    for (int slot = 0; slot < counts.length; slot++) {
      if (minutes[slot] > minute - MINUTES && minutes[slot] <= minute) {
        for (int i = 0; i < BUCKETS; i++) {
          sums[i] += counts[slot][i];
          total += counts[slot][i];
        }
      }
    }
    return new Quantiles(quantile(sums, total, 0.5), quantile(sums, total, 0.99), total);
  }

  private static double quantile(long[] sums, long total, double share) {
    long rank = Math.max(1, (long) Math.ceil(total * share));
    long before = 0;
    for (int i = 0; i < BUCKETS; i++) {
      before += sums[i];
      if (before >= rank) {
        return middle(i);
      }
    }
    return 0;
  }

  /**
   * How long something took.
   *
   * @param median in milliseconds, 0 if there was nothing
   * @param p99 in milliseconds
   * @param count how many there were
   */
  record Quantiles(double median, double p99, long count) {}
}
