package io.boogeyman.cli.result;

import io.boogeyman.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

  /**
   * The share of each kind that has any, and of the others together the upper end of their
   * intervals: what a promise is held against.
   */
  public static String kinds(Map<String, Interval> kinds) {
    List<String> told = new ArrayList<>();
    kinds.forEach(
        (kind, share) -> {
          if (share.estimate() > 0) {
            told.add(
                String.format(
                    Locale.ROOT,
                    "%s %.1f %% (up to %.1f)",
                    kind,
                    100 * share.estimate(),
                    100 * share.high()));
          }
        });
    String none = told.isEmpty() ? "none" : "none of the others";
    kinds.values().stream()
        .filter(share -> share.estimate() == 0)
        .mapToDouble(Interval::high)
        .max()
        .ifPresent(
            high -> told.add(String.format(Locale.ROOT, "%s (up to %.1f %%)", none, 100 * high)));
    return String.join("; ", told);
  }
}
