package io.boogeyman.guard.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often things happened in each of the last 900 seconds. For one thread at a time. */
final class RateRing {
  /** How far back it remembers. */
  static final int SECONDS = 900;

  /** What is counted. */
  enum Kind {
    REQUESTS,
    IMAGES,
    REFUSED,
    LATE,
    FAILED
  }

  private final Map<Kind, long[]> counts = new EnumMap<>(Kind.class);
  private long newest = Long.MIN_VALUE;

  RateRing() {
    for (Kind kind : Kind.values()) {
      counts.put(kind, new long[SECONDS]);
    }
  }

  /** Counts; a clock that was set back by more than the ring holds begins it anew. */
  void add(Kind kind, long second, long number) {
    advance(second);
    counts.get(kind)[slot(second)] += number;
  }

  private void advance(long second) {
    if (newest == Long.MIN_VALUE || second >= newest + SECONDS || second <= newest - SECONDS) {
      for (long[] each : counts.values()) {
        Arrays.fill(each, 0);
      }
      newest = second;
    }
    while (newest < second) {
      newest++;
      for (long[] each : counts.values()) {
        each[slot(newest)] = 0;
      }
    }
  }

  private static int slot(long second) {
    return (int) Math.floorMod(second, (long) SECONDS);
  }

  private long at(Kind kind, long second) {
    return second > newest || second <= newest - SECONDS ? 0 : counts.get(kind)[slot(second)];
  }

  /** How often in {@code seconds} seconds, of which {@code last} is the last. */
  long sum(Kind kind, long last, int seconds) {
    long sum = 0;
    for (int i = 0; i < seconds; i++) {
      sum += at(kind, last - i);
    }
    return sum;
  }

  /**
   * The same as a series of sums.
   *
   * @param end the bucket that is the last, where bucket {@code b} begins at second {@code b} ·
   *     width
   */
  List<Long> series(Kind kind, long end, int width) {
    List<Long> sums = new ArrayList<>(SECONDS / width);
    for (long bucket = end - SECONDS / width + 1; bucket <= end; bucket++) {
      sums.add(sum(kind, bucket * width + width - 1, width));
    }
    return sums;
  }
}
