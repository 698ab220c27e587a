package io.boogeyman.cli.command;

import io.boogeyman.cli.detect.DetectionResult;
import io.boogeyman.cli.detect.DetectionResult.Detector;
import io.boogeyman.cli.detect.DetectionResult.Latency;
import io.boogeyman.cli.detect.DetectionResult.Pool;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.core.text.OneLine;
import java.util.Locale;
import java.util.Map;

/** What {@code boogeyman detect} prints. */
final class DetectionText {
  private final DetectionResult result;
  private final StringBuilder text = new StringBuilder();

  private DetectionText(DetectionResult result) {
    this.result = result;
  }

  static String of(DetectionResult result) {
    DetectionText text = new DetectionText(result);
    text.head();
    for (int i = 0; i < result.detectors().get(0).pools().size(); i++) {
      text.pool(i);
    }
    text.customers();
    return text.text.toString().stripTrailing();
  }

  private void line(String format, Object... values) {
    text.append(OneLine.of(String.format(Locale.ROOT, format, values)).stripTrailing())
        .append('\n');
  }

  private void head() {
    line(
        "Victim: %s. The owner's images: %,d to fit, %,d to choose by, %,d to report on.",
        result.victim(),
        result.own().get("fit"),
        result.own().get("calibration"),
        result.own().get("report"));
    line("The victim's own forward pass takes %.0f µs an image.", result.microsAForward());
  }

  private void pool(int index) {
    Pool first = result.detectors().get(0).pools().get(index);
    text.append('\n');
    line(
        "%s (%s)",
        first.name(),
        first.seen() ? "detectors were fitted to other images of it" : "never seen by a detector");
    line(
        "%-38s %-22s %8s %-24s %9s %9s %8s",
        "detector", "AUROC (95 %)", "FPR@95", "found at the threshold", "caught", "mixer", "µs");
    for (Detector detector : result.detectors()) {
      Pool pool = detector.pools().get(index);
      line(
          "%-38s %-22s %6.1f %% %-24s %9s %9s %8.1f",
          detector.name(),
          plain(pool.auroc()),
          100 * pool.falseAlarmsAt95(),
          percent(pool.found()),
          latency(pool.untilCaught()),
          latency(pool.mixerUntilCaught()),
          detector.micros());
    }
  }

  private void customers() {
    text.append('\n');
    line(
        "Thresholds were chosen to flag %s of customers' queries, bounds to accuse %s of customers"
            + " within %,d queries.",
        share(result.falseAlarms()), share(result.accusations()), result.lifetime());
    line("caught: queries until a thief is accused, median (of whom 95 %% were by then).");
    text.append('\n');
    line("%-38s %-20s %s", "detector", "queries flagged", "customers accused");
    for (Detector detector : result.detectors()) {
      line(
          "%-38s %-20s %s",
          detector.name(), percent(detector.falseAlarms()), accused(detector.accused()));
    }
  }

  private static String accused(Map<String, Interval> kinds) {
    StringBuilder accused = new StringBuilder();
    kinds.forEach(
        (kind, share) ->
            accused
                .append(accused.isEmpty() ? "" : "; ")
                .append(String.format(Locale.ROOT, "%s %.1f %%", kind, 100 * share.estimate())));
    return accused.toString();
  }

  private String latency(Latency latency) {
    return queries(latency.median()) + " (" + queries(latency.most95()) + ")";
  }

  private String queries(int count) {
    return count > result.lifetime() ? "never" : Integer.toString(count);
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.4g %%", 100 * share).replaceAll("\\.?0+ %", " %");
  }

  private static String plain(Interval interval) {
    return String.format(
        Locale.ROOT, "%.4f (%.4f–%.4f)", interval.estimate(), interval.low(), interval.high());
  }

  private static String percent(Interval interval) {
    return String.format(
        Locale.ROOT,
        "%.1f %% (%.1f–%.1f)",
        100 * interval.estimate(),
        100 * interval.low(),
        100 * interval.high());
  }
}
