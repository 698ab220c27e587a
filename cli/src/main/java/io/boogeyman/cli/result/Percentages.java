package io.boogeyman.cli.result;

import io.boogeyman.core.statistics.Interval;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shares as people read them. */
public final class Percentages {
  private Percentages() {}

  /** A share that was chosen: "0.1 %". */
  public static String share(double share) {
    return String.format(Locale.ROOT, "%.4g %%", 100 * share).replaceAll("\\.?0+ %", " %");
  }

  /** A share that was measured, with its interval. */
  public static String interval(Interval interval) {
    return String.format(
        Locale.ROOT,
        "%.1f %% (%.1f–%.1f)",
        100 * interval.estimate(),
        100 * interval.low(),
        100 * interval.high());
  }

  /** The share of each kind, and the upper end of its interval: what a promise is held against. */
  public static String kinds(Map<String, Interval> kinds) {
    return kinds.entrySet().stream()
        .map(
            kind ->
                String.format(
                    Locale.ROOT,
                    "%s %.1f %% (up to %.1f)",
                    kind.getKey(),
                    100 * kind.getValue().estimate(),
                    100 * kind.getValue().high()))
        .collect(Collectors.joining("; "));
  }
}
