package io.boogeyman.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.cli.detect.CalibrationRun;
import io.boogeyman.cli.detect.CalibrationSummary;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.defend.calibration.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code boogeyman calibrate}: detectors for a victim, at false-alarm rates chosen by its owner.
 */
@Command(
    name = "calibrate",
    description = {
      "Fit detectors to the owner's images and choose when they raise an alarm.",
      "",
      "A half of the images is fitted to, thresholds and bounds are chosen by a quarter of the",
      "owner's, and what they keep is measured on the last quarter. The file names its data by",
      "digest and serves this victim only; 'boogeyman detect --calibration' attacks it."
    },
    footer = {
      "",
      "The owner's images should be ones that the victim was not trained on: it is surer of",
      "those than of its customers'. Detectors look into the victim: into what boogeyman train",
      "wrote, and into PyTorch weights of an architecture that is known (docs/victims.md).",
      "",
      "Examples:",
      "  boogeyman calibrate --victim gtsrb.safetensors --own gtsrb32.zip:test \\",
      "      --pool tinyimagenet64.zip --out gtsrb.calibration",
      "  boogeyman calibrate --victim gtsrb.safetensors --own gtsrb32.zip:test \\",
      "      --pool tinyimagenet64.zip --features mobilenet_v2:mobilenet_v2.safetensors:64 \\",
      "      --false-alarms 0.005 --accusations 0.0001",
      "  boogeyman calibrate --victim resnet34.pth --victim-option architecture=resnet34 \\",
      "      --own photographs/ --pool tinyimagenet64.zip"
    })
public final class CalibrateCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final DetectorOptions detectors = new DetectorOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write (default: the victim's name with .calibration).")
  private Path out;

  @Override
  public Integer call() throws IOException {
    try (WatchedVictim victim = WatchedVictim.open(detectors.victim(), common)) {
      Path file = file();
      ImageSets sets = new ImageSets(common.cache(), common.threads(), common.progress());
      CalibrationRun run =
          new CalibrationRun(
              detectors.settings(common.seed()),
              sets,
              common.progress(),
              warning -> System.err.println("warning: " + warning));
      try (Calibration calibration =
          run.run(victim.network(), victim.compute(), detectors.pretrained())) {
        calibration.write(file);
        CalibrationSummary summary = CalibrationSummary.of(calibration, file.toString());
        System.out.println(
            common.json()
                ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(summary)
                : CalibrationText.of(summary));
        return 0;
      }
    }
  }

  /** Where to write, beside the victim if it is not said. */
  private Path file() throws IOException {
    VictimOptions victim = detectors.victim();
    Path file =
        out == null
            ? Path.of(victim.name()).resolveSibling(victim.baseName() + ".calibration")
            : out;
    requireWritable(file);
    for (Path its : List.of(Path.of(victim.name()), victim.file())) {
      if (Files.exists(file) && Files.exists(its) && Files.isSameFile(file, its)) {
        throw new IllegalArgumentException("--out " + file + " is the victim itself");
      }
    }
    return file;
  }

  private static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(file)) {
      throw new IllegalArgumentException("cannot write " + file + ": no file can be written there");
    }
  }
}
