package io.boogeyman.cli.reproduce;

import io.boogeyman.cli.result.ReproductionResult.Value;
import io.boogeyman.core.statistics.Interval;
import java.util.Locale;
import java.util.Optional;

/** Figures as tables hold them. */
final class Values {
  private Values() {}

  static Value count(int number) {
    return new Value(
        String.format(Locale.ROOT, "%,d", number), Optional.of(Interval.exactly(number)));
  }

  /** A mean of counts. */
  static Value mean(double number) {
    return new Value(
        String.format(Locale.ROOT, "%,.1f", number), Optional.of(Interval.exactly(number)));
  }

  /** A share, which cannot leave [0, 1] though an interval over few seeds may. */
  static Value percent(Interval share) {
    return percentage(
        new Interval(share.estimate(), Math.max(0, share.low()), Math.min(1, share.high())));
  }

  /** A ratio of shares, which may pass 1. */
  static Value percentage(Interval ratio) {
    String text =
        String.format(
            Locale.ROOT,
            "%.1f %% (%.1f–%.1f)",
            100 * ratio.estimate(),
            100 * Math.max(0, ratio.low()),
            100 * ratio.high());
    return new Value(text, Optional.of(ratio));
  }

  /** An area under a curve, which cannot leave [0, 1] either. */
  static Value area(Interval area) {
    String text =
        String.format(
            Locale.ROOT,
            "%.4f (%.4f–%.4f)",
            area.estimate(),
            Math.max(0, area.low()),
            Math.min(1, area.high()));
    return new Value(text, Optional.of(area));
  }
}
