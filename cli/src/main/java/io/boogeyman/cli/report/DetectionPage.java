package io.boogeyman.cli.report;

import io.boogeyman.cli.report.ReportPage.Fact;
import io.boogeyman.cli.report.ReportPage.Measured;
import java.util.List;

/**
 * What the template of a detection shows, every figure already in words. Public because templates
 * compile into a package of their own.
 *
 * @param title heading of the page
 * @param subtitle what was measured on what
 * @param best the first detector
 * @param attackers one an attacker
 * @param note what the columns mean
 * @param stolen whether anything was stolen
 * @param promise the rates that were to be kept
 * @param customers what was done to customers' images
 * @param detectors false alarms, one a detector
 * @param clients what clients were monitored
 * @param monitored one a kind of client
 * @param facts what detectors were fitted to
 * @param footer who made this page and when
 */
public record DetectionPage(
    String title,
    String subtitle,
    String best,
    List<DetectionPage.AttackerRow> attackers,
    String note,
    boolean stolen,
    String promise,
    List<String> customers,
    List<DetectionPage.DetectorRow> detectors,
    String clients,
    List<DetectionPage.ClientRow> monitored,
    List<Fact> facts,
    String footer) {

  /**
   * One attacker.
   *
   * @param name who it is
   * @param asks what
   * @param seen whether its pool was known to detectors
   * @param encounters one a detector
   * @param loot fidelity of its largest copy
   */
  public record AttackerRow(
      String name, String asks, String seen, List<EncounterRow> encounters, String loot) {}

  /**
   * One attacker before one detector.
   *
   * @param detector its name
   * @param auroc area under the ROC curve
   * @param precision average precision, its queries being what is found
   * @param precisionOfOwn the same, own images being what is found
   * @param falseAlarmsAt95 own images flagged where 95 % of its queries are
   * @param found its queries flagged
   * @param accused queries until it is
   * @param copy fidelity of its copy by then
   * @param spread queries in all, where it spreads over accounts
   */
  public record EncounterRow(
      String detector,
      Measured auroc,
      String precision,
      String precisionOfOwn,
      String falseAlarmsAt95,
      Measured found,
      String accused,
      String copy,
      String spread) {}

  /**
   * One kind of client before detectors of whole clients.
   *
   * @param name who
   * @param coverage known to one account, and to all together
   * @param gain known to one account, and to all together
   * @param prada the share that PRADA accuses
   */
  public record ClientRow(String name, String coverage, String gain, String prada) {}

  /**
   * False alarms of one detector.
   *
   * @param name its name
   * @param micros what it adds to a forward pass
   * @param flagged own queries flagged
   * @param accused simulated customers accused, by kind
   * @param customers own images flagged, by what was done to them
   */
  public record DetectorRow(
      String name, String micros, Measured flagged, String accused, List<Measured> customers) {}
}
