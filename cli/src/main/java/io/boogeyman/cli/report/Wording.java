package io.boogeyman.cli.report;

import io.boogeyman.cli.report.ReportPage.Measured;
import io.boogeyman.core.statistics.Interval;
import java.util.Locale;

/** Numbers as the page writes them. */
final class Wording {
  private Wording() {}

  /** A share that cannot leave [0, 1]: intervals over few seeds (Student's t) may. */
  static Measured share(Interval share) {
    return percentage(
        new Interval(share.estimate(), Math.max(0, share.low()), Math.min(1, share.high())));
  }

  /** A ratio, which may pass 100 %. */
  static Measured ratio(Interval ratio) {
    return percentage(new Interval(ratio.estimate(), Math.max(0, ratio.low()), ratio.high()));
  }

  private static Measured percentage(Interval value) {
    return new Measured(
        percent(value.estimate()),
        String.format(Locale.ROOT, "%.1f–%.1f", 100 * value.low(), 100 * value.high()));
  }

  static Measured nats(Interval value) {
    return new Measured(
        String.format(Locale.ROOT, "%.3f", value.estimate()),
        String.format(Locale.ROOT, "%.3f–%.3f", Math.max(0, value.low()), value.high()));
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Percentage points with a sign; a true minus, as wide as the plus. */
  static String points(double difference) {
    String text = String.format(Locale.ROOT, "%+.1f", 100 * difference);
    return text.replace("-0.0", "0.0").replace("+0.0", "0.0").replace('-', '−');
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String money(double amount) {
    return amount == 0 ? "free" : String.format(Locale.ROOT, "%,.2f", amount);
  }

  /** A width for a style sheet: percent of the whole, held within it. */
  static String width(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * Math.max(0, Math.min(1, share)));
  }

  static String duration(double seconds) {
    if (seconds < 59.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }
}
