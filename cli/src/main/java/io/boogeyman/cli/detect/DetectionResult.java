package io.boogeyman.cli.detect;

import io.boogeyman.core.statistics.Interval;
import java.util.List;
import java.util.Map;

/**
 * How well detectors tell foreign queries from own ones.
 *
 * @param victim what is watched
 * @param own images by part: to fit to, to choose thresholds by, to report on
 * @param falseAlarms the share of own queries that thresholds were chosen to flag
 * @param accusations the share of benign clients that bounds were chosen to accuse
 * @param lifetime queries of a client
 * @param microsAForward what the victim's own forward pass takes an image
 * @param detectors one a detector
 */
public record DetectionResult(
    String victim,
    Map<String, Integer> own,
    double falseAlarms,
    double accusations,
    int lifetime,
    double microsAForward,
    List<Detector> detectors) {

  /**
   * One detector.
   *
   * @param name "energy"
   * @param micros what its score adds to the forward pass, an image
   * @param falseAlarms the share of own queries of the last part that are flagged
   * @param accused by kind of benign client, the share that is accused within a lifetime
   * @param pools one a pool
   */
  public record Detector(
      String name,
      double micros,
      Interval falseAlarms,
      Map<String, Interval> accused,
      List<Pool> pools) {}

  /**
   * One detector against one pool.
   *
   * @param name the pool
   * @param seen whether the detector may have been fitted to other images of it
   * @param auroc area under the ROC curve
   * @param averagePrecision foreign images being what is found
   * @param averagePrecisionOfOwn own images being what is found
   * @param falseAlarmsAt95 own images flagged where 95 % of the foreign are
   * @param found foreign images flagged at the threshold
   * @param untilCaught queries until a thief who asks nothing else is accused: the median, and the
   *     95th percentile; more than a lifetime counts as one lifetime and a query
   * @param mixerUntilCaught the same of one whose every second query is an own image
   */
  public record Pool(
      String name,
      boolean seen,
      Interval auroc,
      double averagePrecision,
      double averagePrecisionOfOwn,
      double falseAlarmsAt95,
      Interval found,
      Latency untilCaught,
      Latency mixerUntilCaught) {}

  /** Queries until caught. */
  public record Latency(int median, int most95) {}
}
