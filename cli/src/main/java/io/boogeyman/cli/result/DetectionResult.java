package io.boogeyman.cli.result;

import io.boogeyman.core.statistics.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well calibrated detectors tell thieves from customers, and what the thieves got by then.
 *
 * @param schema version of this format; 1
 * @param version Boogeyman's version
 * @param finished when it ended, ISO 8601 in UTC
 * @param victim what is watched
 * @param data what detectors were fitted to and calibrated on
 * @param lifetime queries of a client, at most
 * @param accounts over how many accounts a thief spreads who spreads
 * @param microsAForward what the victim's own forward pass takes an image
 * @param detectors one a detector
 * @param customers what else customers may send, and how much of it is flagged
 * @param attackers one an attacker
 * @param monitored what is known of whole clients: customers first, then one an attacker
 */
public record DetectionResult(
    int schema,
    String version,
    String finished,
    String victim,
    Map<String, String> data,
    int lifetime,
    int accounts,
    double microsAForward,
    List<DetectionResult.Detector> detectors,
    List<DetectionResult.Customer> customers,
    List<DetectionResult.Attacker> attackers,
    List<DetectionResult.Monitored> monitored) {
  /** The version of the format that this program writes. */
  public static final int SCHEMA = 1;

  /** The same, with other attackers. */
  public DetectionResult withAttackers(List<Attacker> others) {
    return new DetectionResult(
        schema,
        version,
        finished,
        victim,
        data,
        lifetime,
        accounts,
        microsAForward,
        detectors,
        customers,
        others,
        monitored);
  }

  /**
   * One detector.
   *
   * @param name "energy"
   * @param micros what its score adds to the forward pass, an image
   * @param wanted the share of own queries that its threshold was chosen to flag
   * @param flagged the share of own queries that it flags, of those that nothing was chosen by
   * @param accusations the share of customers that its bound was chosen to accuse
   * @param accused by kind of simulated customer, the share that is accused within a lifetime; by
   *     state of their images, of the kind that fares worst in it
   * @param evidence at which it accuses, the logarithm of a fortune
   */
  public record Detector(
      String name,
      double micros,
      double wanted,
      Interval flagged,
      double accusations,
      Map<String, Interval> accused,
      double evidence) {}

  /**
   * Own images as some customers send them.
   *
   * @param name what was done to them
   * @param flagged one a detector, the share that is flagged
   * @param accused one a detector, the share of customers accused who send nothing else
   */
  public record Customer(String name, List<Interval> flagged, List<Interval> accused) {}

  /**
   * One attacker.
   *
   * @param name who it is
   * @param asks what it asks
   * @param seen whether detectors were fitted to other images of its pool
   * @param encounters one a detector
   * @param loot what it gets unless it is stopped, one a budget; empty where nothing was stolen
   */
  public record Attacker(
      String name, String asks, boolean seen, List<Encounter> encounters, List<Loot> loot) {

    /** The same, with sources called otherwise; one's name may begin another's. */
    public Attacker calling(Map<String, String> names) {
      List<String> longestFirst =
          names.keySet().stream()
              .sorted(Comparator.comparingInt(String::length).reversed())
              .toList();
      String called = name;
      String asked = asks;
      for (String source : longestFirst) {
        called = called.replace(source, names.get(source));
        asked = asked.replace(source, names.get(source));
      }
      return new Attacker(called, asked, seen, encounters, loot);
    }

    /**
     * What a copy is worth that was trained on the first answers, in words: measured where it was
     * stolen with as many, between two such by a line over the logarithm of their number, and
     * before the first and after the last by that one.
     */
    String fidelityAfter(int answers) {
      if (loot.isEmpty()) {
        return "–";
      }
      Loot before = loot.get(0);
      if (answers < before.budget()) {
        return String.format(Locale.ROOT, "≤ %.1f %%", 100 * before.fidelity().estimate());
      }
      for (Loot next : loot) {
        if (next.budget() >= answers) {
          return String.format(Locale.ROOT, "%.1f %%", 100 * between(before, next, answers));
        }
        before = next;
      }
      return String.format(Locale.ROOT, "≥ %.1f %%", 100 * before.fidelity().estimate());
    }

    /** What its copy is worth by the median accusation, in words. */
    public String fidelityWhenAccused(Encounter encounter) {
      Latency accused = encounter.accused();
      return accused.never() >= 0.5 ? "–" : fidelityAfter(accused.median());
    }

    private static double between(Loot before, Loot next, int answers) {
      if (next.budget() == before.budget()) {
        return next.fidelity().estimate();
      }
      double way =
          Math.log((double) answers / before.budget())
              / Math.log((double) next.budget() / before.budget());
      return before.fidelity().estimate()
          + way * (next.fidelity().estimate() - before.fidelity().estimate());
    }
  }

  /**
   * One attacker before one detector; its queries are what is to be found.
   *
   * @param auroc area under the ROC curve
   * @param averagePrecision its queries being what is found
   * @param averagePrecisionOfOwn own images being what is found
   * @param falseAlarmsAt95 own images flagged where 95 % of its queries are
   * @param found its queries flagged at the threshold
   * @param accused queries until it is accused
   * @param spreadAccused queries in all until the last of its accounts is accused, where it spreads
   * @param roc points of the ROC curve: the share of own images, and of its queries, flagged
   * @param histogram how its scores lie
   * @param evidence over its queries
   */
  public record Encounter(
      Interval auroc,
      double averagePrecision,
      double averagePrecisionOfOwn,
      double falseAlarmsAt95,
      Interval found,
      Latency accused,
      Latency spreadAccused,
      List<List<Double>> roc,
      Histogram histogram,
      List<EvidencePoint> evidence) {}

  /**
   * Queries until an accusation, over many thieves; one more than they ask at most stands for
   * never.
   *
   * @param median of thieves
   * @param most95 95 % of thieves are accused by then
   * @param never the share that never is
   */
  public record Latency(int median, int most95, double never) {

    /** For people: the median, and in brackets by when 95 % are accused. */
    public String toWords() {
      if (never >= 0.5) {
        return "never";
      }
      String most = never > 0.05 ? "never" : count(most95);
      return count(median) + " (" + most + ")";
    }

    private static String count(int queries) {
      return String.format(Locale.ROOT, "%,d", queries);
    }
  }

  /**
   * Shares of images by score.
   *
   * @param edges of the bins, ascending, one more than bins
   * @param own share of own images in each
   * @param attacker share of the attacker's queries in each
   */
  public record Histogram(List<Double> edges, List<Double> own, List<Double> attacker) {}

  /**
   * Evidence against clients after some queries: of ten, the lowest, the middle and the highest.
   *
   * @param queries so far
   * @param customer of a customer: 5th, 50th and 95th percentile
   * @param thief the same
   */
  public record EvidencePoint(int queries, List<Double> customer, List<Double> thief) {}

  /**
   * What detectors of whole clients make of clients who ask so many queries by turns from their
   * accounts; means over a few clients.
   *
   * @param client who
   * @param queries of a client
   * @param coverage of the model's use by the answers to one account, the one that knows most: the
   *     extraction warning
   * @param coverageTogether by the answers to all its accounts
   * @param gain what the answers to one account tell of the model, as a share of what there is
   * @param gainTogether the answers to all its accounts
   * @param accusedByPrada the share of clients that PRADA accuses at any time, as one account
   */
  public record Monitored(
      String client,
      int queries,
      double coverage,
      double coverageTogether,
      double gain,
      double gainTogether,
      double accusedByPrada) {}

  /**
   * What a copy is worth that was trained on the first answers.
   *
   * @param budget how many answers
   * @param fidelity agrees with the victim on the test images
   * @param recovery its accuracy over the victim's
   */
  public record Loot(int budget, Interval fidelity, Interval recovery) {}
}
