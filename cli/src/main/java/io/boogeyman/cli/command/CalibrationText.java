package io.boogeyman.cli.command;

import io.boogeyman.cli.detect.CalibrationSummary;
import io.boogeyman.cli.result.Percentages;
import io.boogeyman.core.text.OneLine;
import java.util.Locale;

/** What {@code boogeyman calibrate} prints. */
final class CalibrationText {
  private CalibrationText() {}

  static String of(CalibrationSummary summary) {
    StringBuilder text = new StringBuilder();
    summary
        .data()
        .forEach(
            (name, value) ->
                line(
                    text,
                    "%-28s %s",
                    name,
                    value.replaceFirst("([0-9a-f]{12})[0-9a-f]{52}", "$1")));
    line(text, "");
    line(text, "%-38s %-20s %s", "detector", "queries flagged", "customers accused");
    for (CalibrationSummary.Detector detector : summary.detectors()) {
      line(
          text,
          "%-38s %-20s %s",
          detector.name(),
          Percentages.interval(detector.flagged()),
          Percentages.kinds(detector.accused()));
    }
    line(text, "");
    line(
        text,
        "Thresholds were chosen to flag %s of customers' queries. Detectors saved to %s",
        Percentages.share(summary.detectors().get(0).wanted()),
        summary.file());
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(OneLine.of(String.format(Locale.ROOT, format, values)).stripTrailing())
        .append('\n');
  }
}
