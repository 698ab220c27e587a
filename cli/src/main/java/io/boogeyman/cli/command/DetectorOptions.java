package io.boogeyman.cli.command;

import io.boogeyman.cli.detect.DetectorSettings;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.calibration.CalibrationSettings;
import io.boogeyman.nn.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code calibrate} and {@code detect} are told of detectors. */
final class DetectorOptions {
  @Option(
      names = "--victim",
      required = true,
      paramLabel = "FILE",
      description = "A network that boogeyman train wrote; detectors look inside it.")
  private Path victim;

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
          "Foreign images that detectors may be fitted to; several with commas are mixed, the same"
              + " number of each, which helps against pools that no detector has seen.")
  private List<String> pools = List.of();

  @Option(
      names = "--features",
      paramLabel = "ARCH:FILE[:SIZE]",
      description =
          "Pretrained weights whose features the foreign-query classifier is to use, too, and the"
              + " side that images are brought to (default: the architecture's own).")
  private String features;

  @Option(
      names = "--train-detector",
      paramLabel = "ARCH",
      description =
          "Also train a small network from scratch to tell foreign images: 5l, resnet20, ...")
  private String trained;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "4000",
      description = "Of each source at most so many (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--false-alarms",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description = "Customers' queries that may be flagged (default: ${DEFAULT-VALUE}).")
  private double falseAlarms;

  @Option(
      names = "--accusations",
      paramLabel = "SHARE",
      defaultValue = "0.001",
      description = "Customers who may be accused in all their life (default: ${DEFAULT-VALUE}).")
  private double accusations;

  @Option(
      names = "--lifetime",
      paramLabel = "QUERIES",
      defaultValue = "500",
      description = "Queries of a customer's life (default: ${DEFAULT-VALUE}).")
  private int lifetime;

  Path victim() {
    return victim;
  }

  /** The network that {@code --features} names, if it does; to be closed by the caller. */
  Optional<Network> pretrained() throws IOException {
    return features == null ? Optional.empty() : Optional.of(PretrainedFeatures.network(features));
  }

  /** Refuses what would be passed over. */
  void requireNone(String message) {
    if (own != null) {
      throw new IllegalArgumentException(message + "--own");
    }
    if (!pools.isEmpty()) {
      throw new IllegalArgumentException(message + "--pool");
    }
    if (features != null) {
      throw new IllegalArgumentException(message + "--features");
    }
  }

  DetectorSettings settings(long seed) {
    if (own == null) {
      throw new IllegalArgumentException(
          "--own names images as customers send them, which the victim was not trained on");
    }
    return new DetectorSettings(
        own,
        pools,
        most,
        Optional.ofNullable(trained),
        new CalibrationSettings(falseAlarms, accusations, lifetime, new Seed(seed)));
  }
}
