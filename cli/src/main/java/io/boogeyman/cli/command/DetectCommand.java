package io.boogeyman.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.cli.detect.AttackSettings;
import io.boogeyman.cli.detect.CalibrationRun;
import io.boogeyman.cli.detect.Detection;
import io.boogeyman.cli.detect.DetectionResult;
import io.boogeyman.cli.detect.Thefts;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.defend.calibration.Calibration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boogeyman detect}: how well detectors tell foreign queries from own ones. */
@Command(
    name = "detect",
    description = {
      "Send attackers against detectors, and measure who is told from customers, and when.",
      "",
      "With a calibration, its detectors are attacked as they are. Without one they are fitted and",
      "calibrated first, as 'boogeyman calibrate' does. Either way all is reported on images that",
      "nothing was fitted to or chosen by."
    },
    footer = {
      "",
      "The owner's images should be ones that the victim was not trained on: it is surer of",
      "those than of its customers'.",
      "",
      "Examples:",
      "  boogeyman detect --victim gtsrb.safetensors --calibration gtsrb.calibration \\",
      "      --unseen cifar10.zip",
      "  boogeyman detect --victim gtsrb.safetensors --own gtsrb32.zip:test \\",
      "      --pool tinyimagenet64.zip --features mobilenet_v2:mobilenet_v2.safetensors:64",
      "  boogeyman detect --victim signs.safetensors --own signs:4000:test --pool scenes:4000"
    })
public final class DetectCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final DetectorOptions detectors = new DetectorOptions();

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description = "Detectors that 'boogeyman calibrate' wrote, instead of new ones.")
  private Path calibrated;

  @Option(
      names = "--unseen",
      split = ",",
      paramLabel = "DATA",
      description = "Foreign images that no detector is shown before it is measured.")
  private List<String> unseen = List.of();

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Over how many accounts a thief spreads his queries who spreads them"
              + " (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Override
  public Integer call() throws IOException {
    AttackSettings attackers = new AttackSettings(unseen, accounts);
    ImageSets sets = new ImageSets(common.cache(), common.threads(), common.progress());
    try (WatchedVictim victim = WatchedVictim.open(detectors.victim(), common);
        Calibration calibration = calibration(victim, sets)) {
      DetectionResult result =
          new Detection(calibration, attackers, sets, common.progress())
              .run(detectors.victim().toString(), victim.network(), victim.compute(), Thefts.NONE);
      System.out.println(
          common.json()
              ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(result)
              : DetectionText.of(result));
      return 0;
    }
  }

  private Calibration calibration(WatchedVictim victim, ImageSets sets) throws IOException {
    if (calibrated != null) {
      detectors.requireNone("--calibration says which images are whose; leave out ");
      return Calibration.read(calibrated, victim.network(), victim.compute());
    }
    return new CalibrationRun(detectors.settings(common.seed()), sets, common.progress())
        .run(victim.network(), victim.compute(), detectors.pretrained());
  }
}
