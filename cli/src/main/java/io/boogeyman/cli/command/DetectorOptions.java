package io.boogeyman.cli.command;

import io.boogeyman.cli.detect.DetectorSettings;
import io.boogeyman.core.image.WeatheredImages;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.calibration.CalibrationSettings;
import io.boogeyman.nn.network.Network;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code calibrate} and {@code detect} are told of detectors. */
final class DetectorOptions {
  @Mixin private final VictimOptions victim = new VictimOptions();

  @Option(
      names = "--own",
      paramLabel = "DATA",
      description = "Images as customers send them, which the victim was not trained on.")
  private String own;

  @Option(
      names = "--pool",
      split = ",",
      paramLabel = "DATA",
      description =
          "Foreign images that detectors may be fitted to; several with commas are mixed, which"
              + " helps against pools that no detector has seen.")
  private List<String> pools = List.of();

  @Option(
      names = "--features",
      paramLabel = "ARCH:FILE[:SIZE]",
      description =
          "Pretrained weights of a network that a second foreign-query classifier is to look"
              + " through, beside the victim, and the side that images are brought to (default: the"
              + " architecture's own).")
  private String features;

  @Option(
      names = "--train-detector",
      paramLabel = "ARCH",
      split = ",",
      description =
          "Also train networks from scratch to tell foreign images, one detector each: 5l,"
              + " resnet20, ...")
  private List<String> trained = List.of();

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Of each source at most so many (default: 4000).")
  private Integer most;

  @Option(
      names = "--false-alarms",
      paramLabel = "SHARE",
      description = "Customers' queries that may be flagged (default: 0.01).")
  private Double falseAlarms;

  @Option(
      names = "--accusations",
      paramLabel = "SHARE",
      description = "Customers who may be accused in all their life (default: 0.001).")
  private Double accusations;

  @Option(
      names = "--lifetime",
      paramLabel = "QUERIES",
      description =
          "Different images that a customer asks in all its life (default: 500); one that is asked"
              + " again is not to be counted again.")
  private Integer lifetime;

  @Option(
      names = "--states",
      paramLabel = "STATE[,STATE...]|none",
      description =
          "States that all of a customer's images may be in, with no more accusations than are"
              + " stated (default: blur,night,noise,compressed); --transform of 'boogeyman steal'"
              + " has them all.")
  private String states;

  VictimOptions victim() {
    return victim;
  }

  /** The network that {@code --features} names, if it does; to be closed by the caller. */
  Optional<Network> pretrained() throws IOException {
    return features == null ? Optional.empty() : Optional.of(PretrainedFeatures.network(features));
  }

  /** Refuses what would be passed over. */
  void requireNone(String message) {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("--own", own);
    given.put("--pool", pools.isEmpty() ? null : pools);
    given.put("--features", features);
    given.put("--train-detector", trained.isEmpty() ? null : trained);
    given.put("--images", most);
    given.put("--false-alarms", falseAlarms);
    given.put("--accusations", accusations);
    given.put("--lifetime", lifetime);
    given.put("--states", states);
    given.forEach(
        (option, value) -> {
          if (value != null) {
            throw new IllegalArgumentException(message + option);
          }
        });
  }

  DetectorSettings settings(long seed) {
    if (own == null) {
      throw new IllegalArgumentException(
          "--own names images as customers send them, which the victim was not trained on");
    }
    return new DetectorSettings(
        own,
        pools,
        most == null ? DetectorSettings.IMAGES : most,
        trained,
        new CalibrationSettings(
            falseAlarms == null ? DetectorSettings.FALSE_ALARMS : falseAlarms,
            accusations == null ? DetectorSettings.ACCUSATIONS : accusations,
            lifetime == null ? DetectorSettings.LIFETIME : lifetime,
            states == null ? WeatheredImages.STATES : DetectorSettings.states(states),
            new Seed(seed)));
  }
}
