package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.result.DetectionResult.Latency;
import io.boogeyman.cli.result.FigureTable.Value;
import java.util.List;
import java.util.stream.Collectors;

/** Queries until an accusation, by seed. */
final class Latencies {
  private Latencies() {}

  /** The median of thieves of each seed; once, where seeds agree. */
  static Value value(List<Latency> seeds) {
    return Value.of(
        seeds.stream().map(Latencies::median).distinct().collect(Collectors.joining(", ")));
  }

  private static String median(Latency latency) {
    return latency.never() >= 0.5 ? "never" : Integer.toString(latency.median());
  }
}
