package io.boogeyman.cli.detect;

import io.boogeyman.core.statistics.Interval;
import io.boogeyman.defend.calibration.Calibration;
import java.util.List;
import java.util.Map;

/**
 * A calibration in figures, for {@code --json} and for people.
 *
 * @param file where it was written
 * @param victim the network that it serves, by its digest, and the size of its images
 * @param data what it was fitted to and calibrated on
 * @param lifetime queries of a customer's life
 * @param detectors one a detector
 */
public record CalibrationSummary(
    String file,
    String victim,
    Map<String, String> data,
    int lifetime,
    List<CalibrationSummary.Detector> detectors) {

  /**
   * One detector.
   *
   * @param threshold the score above which a query is flagged
   * @param wanted the share of the owner's images that may be flagged
   * @param flagged the share that was, of those that nothing was chosen by
   * @param bound the evidence at which a client is accused
   * @param accused by kind of simulated customer, the share that was accused; by state, of the
   *     worst kind in it
   */
  public record Detector(
      String name,
      double threshold,
      double wanted,
      Interval flagged,
      double bound,
      Map<String, Interval> accused) {}

  /** The figures of a calibration. */
  public static CalibrationSummary of(Calibration calibration, String file) {
    return new CalibrationSummary(
        file,
        calibration.victim(),
        calibration.data(),
        calibration.lifetime(),
        calibration.detectors().stream()
            .map(
                detector ->
                    new Detector(
                        detector.name(),
                        detector.threshold().score(),
                        detector.threshold().falseAlarms(),
                        detector.falseAlarms(),
                        detector.bound().evidence(),
                        detector.accused()))
            .toList());
  }
}
