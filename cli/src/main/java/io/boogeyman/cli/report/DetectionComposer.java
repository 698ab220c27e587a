package io.boogeyman.cli.report;

import io.boogeyman.cli.report.DetectionPage.AttackerRow;
import io.boogeyman.cli.report.DetectionPage.ClientRow;
import io.boogeyman.cli.report.DetectionPage.DetectorRow;
import io.boogeyman.cli.report.DetectionPage.EncounterRow;
import io.boogeyman.cli.report.ReportPage.Fact;
import io.boogeyman.cli.report.ReportPage.Measured;
import io.boogeyman.cli.result.DetectionResult;
import io.boogeyman.cli.result.DetectionResult.Attacker;
import io.boogeyman.cli.result.DetectionResult.Customer;
import io.boogeyman.cli.result.DetectionResult.Detector;
import io.boogeyman.cli.result.DetectionResult.Encounter;
import io.boogeyman.cli.result.DetectionResult.Loot;
import io.boogeyman.cli.result.DetectionResult.Monitored;
import io.boogeyman.core.statistics.Interval;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/** Turns the result of a detection into what the page says. */
final class DetectionComposer {
  private final DetectionResult result;

  private DetectionComposer(DetectionResult result) {
    this.result = result;
  }

  static DetectionPage compose(DetectionResult result) {
    return new DetectionComposer(result).page();
  }

  private DetectionPage page() {
    Detector first = result.detectors().get(0);
    return new DetectionPage(
        "Are thieves of “" + result.victim() + "” seen?",
        "%s before %s, on images that nothing was fitted to or chosen by."
            .formatted(
                counted(result.attackers().size(), "attacker"),
                counted(result.detectors().size(), "detector")),
        first.name(),
        result.attackers().stream().map(this::attacker).toList(),
        note(),
        result.attackers().stream().anyMatch(attacker -> !attacker.loot().isEmpty()),
        "Thresholds were chosen to flag %s of customers’ queries, bounds to accuse %s of customers within %s."
            .formatted(
                Wording.percent(first.wanted()),
                Wording.percent(first.accusations()),
                counted(result.lifetime(), "different image")),
        result.customers().stream().map(Customer::name).toList(),
        IntStream.range(0, result.detectors().size()).mapToObj(this::detector).toList(),
        clients(),
        result.monitored().stream().map(DetectionComposer::client).toList(),
        result.data().entrySet().stream()
            .map(entry -> new Fact(entry.getKey(), entry.getValue()))
            .toList(),
        "Boogeyman " + result.version() + " · " + result.finished());
  }

  private static String counted(int count, String what) {
    return Wording.count(count) + " " + what + (count == 1 ? "" : "s");
  }

  private String note() {
    return ("Accused after so many queries: the median of 200 thieves, and 95 %% of them. Spread: queries in"
            + " all until the last of %d accounts is accused. Fidelity: how often copy and victim agree;"
            + " between measured budgets it is read off a line.")
        .formatted(result.accounts());
  }

  private AttackerRow attacker(Attacker attacker) {
    return new AttackerRow(
        attacker.name(),
        attacker.asks(),
        attacker.seen() ? "other images of it seen" : "never seen",
        IntStream.range(0, attacker.encounters().size())
            .mapToObj(d -> encounter(attacker, d))
            .toList(),
        attacker.loot().isEmpty() ? "–" : largest(attacker.loot().get(attacker.loot().size() - 1)));
  }

  private static String largest(Loot loot) {
    return Wording.percent(loot.fidelity().estimate())
        + " with "
        + Wording.count(loot.budget())
        + " answers";
  }

  private EncounterRow encounter(Attacker attacker, int number) {
    Encounter encounter = attacker.encounters().get(number);
    return new EncounterRow(
        result.detectors().get(number).name(),
        area(encounter.auroc()),
        fourDecimals(encounter.averagePrecision()),
        fourDecimals(encounter.averagePrecisionOfOwn()),
        Wording.percent(encounter.falseAlarmsAt95()),
        Wording.share(encounter.found()),
        encounter.accused().toWords(),
        attacker.fidelityWhenAccused(encounter),
        encounter.spreadAccused().toWords());
  }

  private String clients() {
    return ("Means over five clients of up to %s queries, asked by turns from %d accounts: what is"
            + " known to one account, and to all together. Coverage and information gain are the extraction"
            + " warning’s, from 0 to 1; PRADA looks at all queries as one account’s.")
        .formatted(Wording.count(result.lifetime()), result.accounts());
  }

  private static ClientRow client(Monitored client) {
    return new ClientRow(
        client.client() + ", " + Wording.count(client.queries()) + " queries",
        threeDecimals(client.coverage()) + ", " + threeDecimals(client.coverageTogether()),
        threeDecimals(client.gain()) + ", " + threeDecimals(client.gainTogether()),
        Wording.percent(client.accusedByPrada()));
  }

  private static String threeDecimals(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static Measured area(Interval area) {
    return new Measured(
        fourDecimals(area.estimate()), fourDecimals(area.low()) + "–" + fourDecimals(area.high()));
  }

  private static String fourDecimals(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** The kind that is accused most. */
  private static String most(Detector detector) {
    return detector.accused().entrySet().stream()
        .filter(kind -> kind.getValue().estimate() > 0)
        .max(Comparator.comparingDouble(kind -> kind.getValue().estimate()))
        .map(kind -> Wording.percent(kind.getValue().estimate()) + " (" + kind.getKey() + ")")
        .orElse("none");
  }

  private DetectorRow detector(int number) {
    Detector detector = result.detectors().get(number);
    return new DetectorRow(
        detector.name(),
        String.format(Locale.ROOT, "%.1f", detector.micros()),
        Wording.share(detector.flagged()),
        most(detector),
        result.customers().stream()
            .map(customer -> Wording.share(customer.flagged().get(number)))
            .toList());
  }
}
