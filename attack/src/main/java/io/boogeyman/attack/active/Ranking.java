package io.boogeyman.attack.active;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The first of many by score. */
final class Ranking {
  private Ranking() {}

  /** Places of the {@code count} smallest scores in ascending order, the first of equals first. */
  static int[] smallest(double[] scores, int count) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> scores[i]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
