package io.boogeyman.cli.command;

import io.boogeyman.cli.result.DetectionResult;
import io.boogeyman.cli.result.DetectionResult.Attacker;
import io.boogeyman.cli.result.DetectionResult.Customer;
import io.boogeyman.cli.result.DetectionResult.Detector;
import io.boogeyman.cli.result.DetectionResult.Encounter;
import io.boogeyman.cli.result.DetectionResult.Monitored;
import io.boogeyman.cli.result.Percentages;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.core.text.OneLine;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code boogeyman detect} prints. */
final class DetectionText {
  private final DetectionResult result;
  private final StringBuilder text = new StringBuilder();

  private DetectionText(DetectionResult result) {
    this.result = result;
  }

  static String of(DetectionResult result) {
    DetectionText text = new DetectionText(result);
    text.line(
        "Victim: %s. Its own forward pass takes %.0f µs an image.",
        result.victim(), result.microsAForward());
    result.attackers().forEach(text::attacker);
    text.detectors();
    result.customers().forEach(text::customer);
    text.monitored();
    return text.text.toString().stripTrailing();
  }

  private void line(String format, Object... values) {
    text.append(OneLine.of(String.format(Locale.ROOT, format, values)).stripTrailing())
        .append('\n');
  }

  private void attacker(Attacker attacker) {
    text.append('\n');
    line(
        "%s: asks %s (%s)",
        attacker.name(),
        attacker.asks(),
        attacker.seen()
            ? "detectors were fitted to other images of it"
            : "never seen by a detector");
    line(
        "%-38s %-22s %8s %-24s %11s %12s %14s",
        "detector",
        "AUROC (95 %)",
        "FPR@95",
        "found at the threshold",
        "accused",
        "with a copy",
        "spread");
    for (int d = 0; d < attacker.encounters().size(); d++) {
      Encounter encounter = attacker.encounters().get(d);
      line(
          "%-38s %-22s %6.1f %% %-24s %11s %12s %14s",
          result.detectors().get(d).name(),
          plain(encounter.auroc()),
          100 * encounter.falseAlarmsAt95(),
          Percentages.interval(encounter.found()),
          encounter.accused().toWords(),
          attacker.fidelityWhenAccused(encounter),
          encounter.spreadAccused().toWords());
    }
    if (!attacker.loot().isEmpty()) {
      line("unless stopped, fidelity by answers: %s", loot(attacker));
    }
  }

  private static String loot(Attacker attacker) {
    return attacker.loot().stream()
        .map(
            loot ->
                String.format(
                    Locale.ROOT, "%,d: %s", loot.budget(), Percentages.interval(loot.fidelity())))
        .collect(Collectors.joining("; "));
  }

  private void detectors() {
    Detector first = result.detectors().get(0);
    text.append('\n');
    line(
        "Thresholds were chosen to flag %s of customers' queries, bounds to accuse %s of customers"
            + " within %,d different images.",
        Percentages.share(first.wanted()),
        Percentages.share(first.accusations()),
        result.lifetime());
    line(
        "accused: queries until a thief is, median of 200 (of whom 95 %% were by then); spread: in"
            + " all, until the last of %d accounts is.",
        result.accounts());
    line("with a copy: its fidelity by the time of the accusation (–: nothing was stolen).");
    text.append('\n');
    line("%-38s %8s %-20s %s", "detector", "µs", "queries flagged", "customers accused");
    for (Detector detector : result.detectors()) {
      line(
          "%-38s %8.1f %-20s %s",
          detector.name(),
          detector.micros(),
          Percentages.interval(detector.flagged()),
          Percentages.kinds(detector.accused()));
    }
  }

  private void customer(Customer customer) {
    text.append('\n');
    line("%-38s %-20s %s", "customers' images, " + customer.name(), "flagged", "accused");
    for (int d = 0; d < result.detectors().size(); d++) {
      line(
          "%-38s %-20s %s",
          result.detectors().get(d).name(),
          Percentages.interval(customer.flagged().get(d)),
          Percentages.interval(customer.accused().get(d)));
    }
  }

  private void monitored() {
    text.append('\n');
    if (result.monitored().isEmpty()) {
      line("Whole clients were not watched: the owner's images are too few for their classes.");
      return;
    }
    line(
        "Whole clients of up to %,d queries, from %d accounts: known to one account, and to all"
            + " together",
        result.lifetime(), result.accounts());
    line("%-38s %-18s %-18s %s", "client", "coverage", "information gain", "accused by PRADA");
    for (Monitored client : result.monitored()) {
      line(
          "%-38s %6.3f  %6.3f     %6.3f  %6.3f     %.0f %%",
          client.client(),
          client.coverage(),
          client.coverageTogether(),
          client.gain(),
          client.gainTogether(),
          100 * client.accusedByPrada());
    }
  }

  private static String plain(Interval interval) {
    return String.format(
        Locale.ROOT, "%.4f (%.4f–%.4f)", interval.estimate(), interval.low(), interval.high());
  }
}
