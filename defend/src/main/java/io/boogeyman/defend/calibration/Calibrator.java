package io.boogeyman.defend.calibration;

import io.boogeyman.core.image.Transformation;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.defend.measure.Separation;
import io.boogeyman.defend.measure.Threshold;
import io.boogeyman.defend.sequential.AccusationBound;
import io.boogeyman.defend.sequential.BenignScores;
import io.boogeyman.defend.sequential.KnownImages;
import io.boogeyman.defend.sequential.SequentialTest;
import io.boogeyman.defend.stateless.ImageDetector;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chooses thresholds and bounds by the calibration part of the owner's images, and measures on the
 * report part what they keep.
 *
 * <p>The bound of a client is that of independent queries, or higher where simulated customers of
 * any kind come to more evidence than that, in any of the states that their images may be in: real
 * customers are no independent draws, and have bad days.
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
   * @param chosenBy scores of the calibration part
   * @param reportedOn scores of the report part
   * @throws IllegalArgumentException in one line, if they are too few for the wanted rates
   */
  public CalibratedDetector calibrate(
      ImageDetector detector, CustomerScores chosenBy, CustomerScores reportedOn) {
    double[] usual = chosenBy.asTheyAre();
    Threshold threshold = Threshold.byRank(usual, settings.falseAlarms());
    BenignScores benign = BenignScores.inStates(chosenBy.inStates(), RISK);
    AccusationBound bound = bound(detector.name(), benign, chosenBy.inStates());
    Interval flagged = new Separation(reportedOn.asTheyAre(), usual).falseAlarms(threshold);
    SequentialTest test = new SequentialTest(detector.name(), benign, bound);
    return new CalibratedDetector(
        detector, threshold, benign, bound, flagged, accused(test, reportedOn));
  }

  private AccusationBound bound(String name, BenignScores benign, List<double[]> inStates) {
    AccusationBound independent = AccusationBound.ofIndependentQueries(settings.accusations());
    SequentialTest unbounded = new SequentialTest(name, benign, independent);
    BenignClients clients = new BenignClients(calibration, settings.lifetime());
    int each = (int) Math.max(SIMULATED, Math.ceil(2 / settings.accusations()));
    AccusationBound highest = independent;
    for (String kind : clients.kinds()) {
      for (double[] lives : evidence(lives(clients, kind, "bound", each), unbounded, inStates)) {
        AccusationBound ofKind = AccusationBound.ofClients(lives, settings.accusations());
        highest = ofKind.evidence() > highest.evidence() ? ofKind : highest;
      }
    }
    return highest;
  }

  /** The highest evidence of each life, state by state. */
  private static List<double[]> evidence(
      Stream<int[]> lives, SequentialTest test, List<double[]> inStates) {
    List<KnownImages> images =
        inStates.stream().map(scores -> new KnownImages(test, scores)).toList();
    List<DoubleStream.Builder> evidence =
        images.stream().map(state -> DoubleStream.builder()).toList();
    lives.forEach(
        life -> {
          for (int state = 0; state < images.size(); state++) {
            evidence.get(state).add(images.get(state).highestEvidence(life));
          }
        });
    return evidence.stream().map(state -> state.build().toArray()).toList();
  }

  /**
   * The share of customers that are accused, by kind; and by state, of the kind that fares worst in
   * it.
   */
  private Map<String, Interval> accused(SequentialTest test, CustomerScores scores) {
    BenignClients clients = new BenignClients(report, settings.lifetime());
    Map<String, Interval> accused = new TreeMap<>();
    for (String kind : clients.kinds()) {
      Iterator<Interval> shares =
          evidence(lives(clients, kind, "report", SIMULATED), test, scores.inStates()).stream()
              .map(lives -> DoubleStream.of(lives).filter(test::accuses).count())
              .map(count -> Interval.share(count, SIMULATED))
              .iterator();
      accused.put(kind, shares.next());
      for (Transformation state : scores.changed()) {
        accused.merge(state + ", worst kind", shares.next(), Calibrator::higher);
      }
    }
    return accused;
  }

  private static Interval higher(Interval one, Interval other) {
    return one.estimate() >= other.estimate() ? one : other;
  }

  /**
   * Different images in the order in which they are first asked: one that was asked before says
   * nothing new of who asks. One life after the other: all of them together would not fit into
   * memory where they are long.
   */
  private Stream<int[]> lives(BenignClients clients, String kind, String purpose, int count) {
    SplittableRandom chance =
        new SplittableRandom(settings.seed().derive(purpose + " " + kind).value());
    return IntStream.range(0, count)
        .mapToObj(i -> IntStream.of(clients.client(kind, chance)).distinct().toArray());
  }
}
