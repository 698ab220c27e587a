package io.boogeyman.defend.calibration;

import io.boogeyman.core.statistics.Interval;
import io.boogeyman.defend.measure.Threshold;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.defend.sequential.AccusationBound;
import io.boogeyman.defend.sequential.BenignScores;
import io.boogeyman.defend.sequential.SequentialTest;
import io.boogeyman.defend.stateless.ImageDetector;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A detector with the score above which a query is flagged, and the evidence at which a client is
 * accused.
 *
 * @param detector closed with this
 * @param threshold of single queries
 * @param benign scores of the calibration part, in all states that customers' images may be in
 * @param bound of clients
 * @param falseAlarms the share of the owner's images that were flagged, of the part that nothing
 *     was chosen by
 * @param accused by kind of simulated customer, the share of those that were accused, on that part;
 *     by state, of the kind that fares worst in it
 */
public record CalibratedDetector(
    ImageDetector detector,
    Threshold threshold,
    BenignScores benign,
    AccusationBound bound,
    Interval falseAlarms,
    Map<String, Interval> accused)
    implements AutoCloseable {

  /** Keeps the kinds in order. */
  public CalibratedDetector {
    accused = Collections.unmodifiableMap(new TreeMap<>(accused));
  }

  /** What the detector is called. */
  public String name() {
    return detector.name();
  }

  /** What accuses clients by this detector's scores. */
  public SequentialTest test() {
    return new SequentialTest(name(), benign, bound);
  }

  Parameters parameters() {
    Parameters kinds = Parameters.empty();
    accused.forEach((kind, share) -> kinds.with(kind, numbers(share)));
    return Parameters.empty()
        .with("detector", detector.parameters())
        .with("threshold", threshold.score())
        .with("threshold false alarms", threshold.falseAlarms())
        .with("benign", benign.parameters())
        .with("bound", bound.evidence())
        .with("bound false alarms", bound.falseAlarms())
        .with("flagged", numbers(falseAlarms))
        .with("accused", kinds);
  }

  private static double[] numbers(Interval share) {
    return new double[] {share.estimate(), share.low(), share.high()};
  }

  static CalibratedDetector read(Parameters parameters, Network victim, Compute compute) {
    Map<String, Interval> accused = new TreeMap<>();
    Parameters kinds = parameters.under("accused");
    kinds.rowNames().forEach(kind -> accused.put(kind, interval(kinds.row(kind))));
    Threshold threshold =
        new Threshold(parameters.number("threshold"), parameters.number("threshold false alarms"));
    AccusationBound bound =
        new AccusationBound(parameters.number("bound"), parameters.number("bound false alarms"));
    return new CalibratedDetector(
        ImageDetector.read(parameters.under("detector"), victim, compute),
        threshold,
        BenignScores.read(parameters.under("benign")),
        bound,
        interval(parameters.row("flagged")),
        accused);
  }

  private static Interval interval(double... numbers) {
    if (numbers.length != 3) {
      throw new IllegalArgumentException("an interval of it has not three numbers");
    }
    return new Interval(numbers[0], numbers[1], numbers[2]);
  }

  @Override
  public void close() {
    detector.close();
  }
}
