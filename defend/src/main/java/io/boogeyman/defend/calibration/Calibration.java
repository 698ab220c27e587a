package io.boogeyman.defend.calibration;

import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.parameters.ParameterFile;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calibrated detectors of one victim: what {@code boogeyman calibrate} writes, and what an audit
 * and a gateway load.
 *
 * @param victim the network that they watch, and the size of its images: {@link #nameOf}
 * @param data what they were fitted to and calibrated on, by name: sources, digests, counts
 * @param lifetime queries of a customer's life that bounds were chosen for
 * @param detectors closed with this
 */
public record Calibration(
    String victim, Map<String, String> data, int lifetime, List<CalibratedDetector> detectors)
    implements AutoCloseable {
  private static final String FORMAT = "boogeyman calibration";
  private static final String VERSION = "4";
  private static final String DIGEST = "digest of the content";

  /** Makes the collections immutable. */
  public Calibration {
    data = Collections.unmodifiableMap(new TreeMap<>(data));
    detectors = List.copyOf(detectors);
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public void write(Path file) throws IOException {
    Parameters named = Parameters.empty();
    data.forEach(named::with);
    Parameters parameters =
        Parameters.empty()
            .with(FORMAT, VERSION)
            .with("victim", victim)
            .with("lifetime", lifetime)
            .with("data", named)
            .withParts(
                "calibrated", detectors.stream().map(CalibratedDetector::parameters).toList());
    ParameterFile.write(file, parameters.with(DIGEST, parameters.digest()));
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @param victim whom the detectors shall watch; not closed with it
   * @throws IOException in one line, if the file cannot be read
   * @throws IllegalArgumentException in one line, if it is no calibration, one of another version,
   *     or one of another victim
   */
  public static Calibration read(Path file, Network victim, Compute compute) throws IOException {
    try {
      return of(ParameterFile.read(file), victim, compute);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(OneLine.of(file + ": " + e.getMessage()), e);
    }
  }

  private static Calibration of(Parameters parameters, Network victim, Compute compute) {
    if (!parameters.has(FORMAT)) {
      throw new IllegalArgumentException("this is no file that 'boogeyman calibrate' wrote");
    }
    if (!parameters.text(FORMAT).equals(VERSION)) {
      throw new IllegalArgumentException(
          "this is a calibration of version %s, and this program reads version %s: calibrate again"
              .formatted(parameters.text(FORMAT), VERSION));
    }
    if (!parameters.text(DIGEST).equals(parameters.without(DIGEST).digest())) {
      throw new IllegalArgumentException(
          "it is damaged: its content is not what was written; calibrate again");
    }
    String bound = parameters.text("victim");
    if (!bound.equals(nameOf(victim))) {
      throw new IllegalArgumentException(
          OneLine.of(
              "these detectors were calibrated for the victim %s, and this one is %s: calibrate again"
                  .formatted(shortened(bound), shortened(nameOf(victim)))));
    }
    Map<String, String> data = new TreeMap<>();
    Parameters named = parameters.under("data");
    named.textNames().forEach(name -> data.put(name, named.text(name)));
    return new Calibration(
        bound,
        data,
        parameters.count("lifetime", CalibrationSettings.LONGEST_LIFE),
        detectors(parameters, victim, compute));
  }

  private static List<CalibratedDetector> detectors(
      Parameters parameters, Network victim, Compute compute) {
    List<CalibratedDetector> read = new ArrayList<>();
    try {
      parameters.parts(
          "calibrated", part -> read.add(CalibratedDetector.read(part, victim, compute)));
      return read;
    } catch (RuntimeException e) {
      read.forEach(CalibratedDetector::close);
      throw e;
    }
  }

  /** What detectors are bound to: the digest of a network's weights, and what it is shown. */
  public static String nameOf(Network victim) {
    return victim.digest() + " at " + victim.shape();
  }

  private static String shortened(String name) {
    return name.replaceFirst("^([0-9a-f]{12})[0-9a-f]{52}", "$1");
  }

  @Override
  public void close() {
    detectors.forEach(CalibratedDetector::close);
  }
}
