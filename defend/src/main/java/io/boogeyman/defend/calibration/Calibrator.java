package io.boogeyman.defend.calibration;

import io.boogeyman.core.statistics.Interval;
import io.boogeyman.defend.measure.Separation;
import io.boogeyman.defend.measure.Threshold;
import io.boogeyman.defend.sequential.AccusationBound;
import io.boogeyman.defend.sequential.BenignScores;
import io.boogeyman.defend.sequential.SequentialTest;
import io.boogeyman.defend.stateless.ImageDetector;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chooses thresholds and bounds by the calibration part of the owner's images, and measures on the
 * report part what they keep.
 *
 * <p>The bound of a client is that of independent queries, or higher where simulated customers of
 * any kind come to more evidence than that: real customers are no independent draws.
 */
public final class Calibrator {
  /** That the calibration sample misleads. */
  private static final double RISK = 0.01;

  /** Customers of a kind that are simulated, at least. */
  private static final int SIMULATED = 1_000;

  private final CalibrationSettings settings;
  private final BenignImages calibration;
  private final BenignImages report;

  /**
   * @param parts the owner's images
   */
  public Calibrator(CalibrationSettings settings, OwnerParts parts) {
    this.settings = settings;
    this.calibration = BenignImages.of(parts.calibration());
    this.report = BenignImages.of(parts.report());
  }

  /**
   * Calibrates one detector.
   *
   * @param chosenBy its scores of the calibration part
   * @param reportedOn its scores of the report part
   * @throws IllegalArgumentException in one line, if they are too few for the wanted rates
   */
  public CalibratedDetector calibrate(
      ImageDetector detector, double[] chosenBy, double[] reportedOn) {
    Threshold threshold = Threshold.byRank(chosenBy, settings.falseAlarms());
    BenignScores benign = new BenignScores(chosenBy, RISK);
    AccusationBound bound = bound(detector.name(), benign, chosenBy);
    Interval flagged = new Separation(reportedOn, chosenBy).falseAlarms(threshold);
    SequentialTest test = new SequentialTest(detector.name(), benign, bound);
    return new CalibratedDetector(
        detector, threshold, benign, bound, flagged, accused(test, reportedOn));
  }

  private AccusationBound bound(String name, BenignScores benign, double[] scores) {
    AccusationBound independent = AccusationBound.ofIndependentQueries(settings.accusations());
    SequentialTest unbounded = new SequentialTest(name, benign, independent);
    BenignClients clients = new BenignClients(calibration, settings.lifetime());
    int each = (int) Math.max(SIMULATED, Math.ceil(2 / settings.accusations()));
    AccusationBound highest = independent;
    for (String kind : clients.kinds()) {
      double[] lives =
          lives(clients, kind, "bound", each)
              .mapToDouble(life -> ClientLife.evidence(unbounded, life, scores).highest())
              .toArray();
      AccusationBound ofKind = AccusationBound.ofClients(lives, settings.accusations());
      highest = ofKind.evidence() > highest.evidence() ? ofKind : highest;
    }
    return highest;
  }

  /** By kind, the share of customers that are accused. */
  private Map<String, Interval> accused(SequentialTest test, double... scores) {
    BenignClients clients = new BenignClients(report, settings.lifetime());
    Map<String, Interval> accused = new TreeMap<>();
    for (String kind : clients.kinds()) {
      long count =
          lives(clients, kind, "report", SIMULATED)
              .filter(life -> test.accuses(ClientLife.evidence(test, life, scores)))
              .count();
      accused.put(kind, Interval.share(count, SIMULATED));
    }
    return accused;
  }

  /** One after the other: all of them together would not fit into memory where lives are long. */
  private Stream<int[]> lives(BenignClients clients, String kind, String purpose, int count) {
    SplittableRandom chance =
        new SplittableRandom(settings.seed().derive(purpose + " " + kind).value());
    return IntStream.range(0, count).mapToObj(i -> clients.client(kind, chance));
  }
}
