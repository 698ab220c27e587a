package io.boogeyman.cli.detect;

import io.boogeyman.core.image.Transformation;
import io.boogeyman.core.image.WeatheredImages;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.calibration.CalibratedDetector;
import io.boogeyman.defend.calibration.Calibration;
import io.boogeyman.defend.calibration.CalibrationSettings;
import io.boogeyman.nn.network.Architectures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What detectors are fitted to and how strict they are to be.
 *
 * @param own images of the victim's own kind that it was not trained on
 * @param pools foreign images that detectors may be shown
 * @param most images of each source, at most
 * @param trained architectures of networks to be trained from scratch as detectors
 * @param calibration the rates to keep
 */
public record DetectorSettings(
    String own,
    List<String> pools,
    int most,
    List<String> trained,
    CalibrationSettings calibration) {
  /** Images of each source, at most, unless it is said otherwise. */
  public static final int IMAGES = 4_000;

  /** Customers' queries that may be flagged, unless it is said otherwise. */
  public static final double FALSE_ALARMS = 0.01;

  /** Customers who may be accused in all their life, unless it is said otherwise. */
  public static final double ACCUSATIONS = 0.001;

  /** Different images of a customer's life, unless it is said otherwise. */
  public static final int LIFETIME = 500;

  /** For how long a small network is trained as a detector. */
  public static final int EPOCHS = 12;

  private static final String NONE = "none";
  private static final String OWN = "own";
  private static final String POOLS = "pools";
  private static final String MOST = "images of a source at most";
  private static final String SEED = "seed";
  private static final String STATES = "customers' states";

  /**
   * @throws IllegalArgumentException if there is nothing to tell own images from, an architecture
   *     is unknown, or a number is out of range
   */
  public DetectorSettings {
    pools = List.copyOf(pools);
    trained = trained.stream().distinct().toList();
    trained.forEach(Architectures::named);
    if (pools.isEmpty()) {
      throw new IllegalArgumentException(
          "--pool names foreign images to tell the owner's from; at least one");
    }
    if (most < 200) {
      throw new IllegalArgumentException("--images must be at least 200, not " + most);
    }
  }

  /**
   * What a calibration was made by, as far as it says which images are whose.
   *
   * @throws IllegalArgumentException in one line, if it does not say it
   */
  static DetectorSettings of(Calibration calibration) {
    CalibratedDetector first = calibration.detectors().get(0);
    return new DetectorSettings(
        told(calibration, OWN),
        List.of(told(calibration, POOLS).split(",", -1)),
        (int) number(calibration, MOST),
        List.of(),
        new CalibrationSettings(
            first.threshold().falseAlarms(),
            first.bound().falseAlarms(),
            calibration.lifetime(),
            states(told(calibration, STATES)),
            new Seed(number(calibration, SEED))));
  }

  /** The rates that are kept unless it is said otherwise. */
  public static CalibrationSettings usual(Seed seed) {
    return new CalibrationSettings(
        FALSE_ALARMS, ACCUSATIONS, LIFETIME, WeatheredImages.STATES, seed);
  }

  /**
   * States by their names, with commas.
   *
   * @param text {@code none}, if there are none
   * @throws IllegalArgumentException in one line, if there is no such state
   */
  public static List<Transformation> states(String text) {
    try {
      return text.equals(NONE)
          ? List.of()
          : Arrays.stream(text.split(",", -1)).map(Transformation::parse).distinct().toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          OneLine.of("states are '%s', but %s; or 'none'".formatted(text, e.getMessage())), e);
    }
  }

  private static String told(Calibration calibration, String name) {
    return Optional.ofNullable(calibration.data().get(name))
        .orElseThrow(
            () -> new IllegalArgumentException("the calibration does not say its '" + name + "'"));
  }

  private static long number(Calibration calibration, String name) {
    try {
      return Long.parseLong(told(calibration, name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          OneLine.of("the calibration's '" + name + "' is no number: " + told(calibration, name)),
          e);
    }
  }

  /** As a calibration tells of itself. */
  Map<String, String> toMap() {
    return Map.of(
        OWN,
        own,
        POOLS,
        String.join(",", pools),
        MOST,
        Integer.toString(most),
        SEED,
        Long.toString(calibration.seed().value()),
        STATES,
        calibration.states().isEmpty()
            ? NONE
            : calibration.states().stream()
                .map(Transformation::toString)
                .collect(Collectors.joining(",")));
  }
}
