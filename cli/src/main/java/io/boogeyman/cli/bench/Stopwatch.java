package io.boogeyman.cli.bench;

import io.boogeyman.core.progress.Progress;

/** Times work over several rounds, after one that only warms up. */
record Stopwatch(int rounds, Progress progress) {

  /** A piece of work. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /**
   * How many items a second.
   *
   * @param items what {@code work} handles in one round
   */
  Measurement rate(String name, String unit, long items, Work work) throws Exception {
    double[] seconds = seconds(name, work);
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = items / seconds[i];
    }
    return Measurement.of(name, unit, seconds);
  }

  /** How long one round takes. */
  Measurement duration(String name, Work work) throws Exception {
    return Measurement.of(name, "s", seconds(name, work));
  }

  private double[] seconds(String name, Work work) throws Exception {
    double[] seconds = new double[rounds];
    try (Progress.Task task = progress.begin(name, "rounds", rounds + 1L)) {
      work.run();
      task.advance(1);
      for (int i = 0; i < rounds; i++) {
        long start = System.nanoTime();
        work.run();
        seconds[i] = (System.nanoTime() - start) / 1e9;
        task.advance(1);
      }
    }
    return seconds;
  }
}
