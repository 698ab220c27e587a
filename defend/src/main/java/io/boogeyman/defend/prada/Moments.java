package io.boogeyman.defend.prada;

/** Mean and deviation of a whole population, as numpy has them. */
final class Moments {
  private Moments() {}

  static double mean(double[] values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum / count;
  }

  static double deviation(double[] values, int count, double mean) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (values[i] - mean) * (values[i] - mean);
    }
    return Math.sqrt(sum / count);
  }
}
