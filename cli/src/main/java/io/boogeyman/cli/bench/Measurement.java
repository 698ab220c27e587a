package io.boogeyman.cli.bench;

import io.boogeyman.core.statistics.Quantile;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;

/**
 * What several rounds of one thing came to.
 *
 * @param name what was measured
 * @param median over the rounds; the mean of the middle two where their number is even
 * @param min over the rounds
 * @param max over the rounds
 * @param unit of all three
 * @param rounds how many, warm-up not counted
 */
public record Measurement(
    String name, double median, double min, double max, String unit, int rounds) {

  /**
   * @throws IllegalArgumentException if there is no round
   */
  static Measurement of(String name, String unit, double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(name + " was not measured");
    }
    DoubleSummaryStatistics all = Arrays.stream(values).summaryStatistics();
    return new Measurement(
        name, Quantile.median(values), all.getMin(), all.getMax(), unit, values.length);
  }
}
