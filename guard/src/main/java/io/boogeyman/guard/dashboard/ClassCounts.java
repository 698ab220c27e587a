package io.boogeyman.guard.dashboard;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each class was asked for. Classes from the 1,025th on are not told apart, which bounds
 * it to 4 KiB. For one thread at a time.
 */
final class ClassCounts {
  private static final int MOST = 1024;
  private static final int FIRST = 16;

  private int[] counts = new int[0];
  private long total;

  void add(int index) {
    total++;
    if (index < 0 || index >= MOST) {
      return;
    }
    if (index >= counts.length) {
      int needed = Math.max(FIRST, Integer.highestOneBit(index) * 2);
      counts = Arrays.copyOf(counts, Math.min(MOST, needed));
    }
    counts[index]++;
  }

  /** How many different classes, those counted together left out. */
  int distinct() {
    return (int) Arrays.stream(counts).filter(count -> count > 0).count();
  }

  /** Images of all classes, those that are not told apart among them. */
  long total() {
    return total;
  }

  /** Those asked for most, the most first. */
  List<Count> top(int number) {
    return IntStream.range(0, counts.length)
        .filter(index -> counts[index] > 0)
        .mapToObj(index -> new Count(index, counts[index]))
        .sorted(Comparator.comparingLong(Count::count).reversed().thenComparingInt(Count::index))
        .limit(number)
        .toList();
  }

  /**
   * How often a class was asked for.
   *
   * @param index of the class
   */
  record Count(int index, long count) {}
}
