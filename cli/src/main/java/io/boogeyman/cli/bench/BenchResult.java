package io.boogeyman.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Everything that was measured, and where.
 *
 * @param machine the processor, its cores, the operating system
 * @param compute the network and how it was computed
 * @param measurements in the order in which they were taken
 */
public record BenchResult(String machine, String compute, List<Measurement> measurements) {

  /** As a table: name, median, range, unit. */
  public String describe() {
    int width = measurements.stream().mapToInt(m -> m.name().length()).max().orElse(0);
    String row = "%-" + Math.max(1, width) + "s  %10s  %-22s %s";
    StringJoiner lines = new StringJoiner("\n");
    lines.add(machine).add(compute).add("");
    lines.add(row.formatted("", "median", "(min–max)", "unit"));
    for (Measurement m : measurements) {
      String range = "(" + number(m.min()) + "–" + number(m.max()) + ")";
      lines.add(row.formatted(m.name(), number(m.median()), range, m.unit()));
    }
    return lines.toString();
  }

  /** Three significant digits below 100, whole numbers above. */
  private static String number(double value) {
    String pattern = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
