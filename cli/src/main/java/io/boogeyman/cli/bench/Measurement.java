package io.boogeyman.cli.bench;

import java.util.Arrays;

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
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Measurement(name, median, sorted[0], sorted[sorted.length - 1], unit, sorted.length);
  }
}
