package io.boogeyman.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.detect.AttackSettings;
import io.boogeyman.cli.detect.CalibrationRun;
import io.boogeyman.cli.detect.Detection;
import io.boogeyman.cli.detect.Thefts;
import io.boogeyman.cli.detect.VictimThefts;
import io.boogeyman.cli.report.DetectionReport;
import io.boogeyman.cli.result.DetectionResult;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.OpenImages;
import io.boogeyman.cli.run.RunFolder;
import io.boogeyman.cli.run.StealSettings;
import io.boogeyman.cli.run.SurrogateSettings;
import io.boogeyman.cli.run.TestImages;
import io.boogeyman.cli.run.ThiefSettings;
import io.boogeyman.core.file.WholeFile;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.defend.calibration.Calibration;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
      "those than of its customers'. Detectors look into the victim: into what boogeyman train",
      "wrote, and into PyTorch weights of an architecture that is known (docs/victims.md).",
      "",
      "Examples:",
      "  boogeyman train 'gtsrb32.zip:train#1-4/5' --test gtsrb32.zip:test --out gtsrb.safetensors",
      "  boogeyman detect --victim gtsrb.safetensors --calibration gtsrb.calibration \\",
      "      --unseen cifar10.zip --insider gtsrb32.zip:train#5/5 --steal 10,30,100,300,1000",
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

  @Option(
      names = "--insider",
      paramLabel = "DATA",
      description =
          "Images of the victim's own kind that thieves got hold of, which neither the victim nor a"
              + " detector was shown: in-distribution thieves, mixers and filterers ask them.")
  private String insider;

  @Option(
      names = "--insider-shares",
      split = ",",
      paramLabel = "SHARE",
      defaultValue = "0.25,0.5,0.75,0.9",
      description = "Shares of insiders that mixers ask (default: ${DEFAULT-VALUE}).")
  private List<Double> shares;

  @Option(
      names = "--steal",
      split = ",",
      paramLabel = "N",
      description =
          "Also steal with so many answers as each attacker would, to tell what a thief has by the"
              + " time he is accused: such as 10,100,1000.")
  private List<Integer> budgets = List.of();

  @Option(
      names = "--test",
      paramLabel = "DATA",
      description =
          "With --steal: labelled test images (default: those that the victim was tested on).")
  private String test;

  @Option(
      names = "--surrogate",
      paramLabel = "ARCH",
      defaultValue = "resnet20",
      description = "With --steal: the copy's network (default: ${DEFAULT-VALUE}).")
  private String surrogate;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "With --steal: overrule the standard schedule's epochs.")
  private Integer epochs;

  @Option(
      names = "--seeds",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "With --steal: thieves of each kind (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Where the report goes (default: runs/detect-<victim>).")
  private Path run;

  @Override
  public Integer call() throws IOException {
    AttackSettings attackers =
        new AttackSettings(unseen, Optional.ofNullable(insider), shares, accounts);
    ImageSets sets = new ImageSets(common.cache(), common.threads(), common.progress());
    try (WatchedVictim victim = WatchedVictim.open(detectors.victim(), common);
        Calibration calibration = calibration(victim, sets);
        RunFolder folder = RunFolder.open(folder())) {
      Detection detection = new Detection(calibration, attackers, sets, common.progress());
      DetectionResult result = detect(detection, victim, sets, folder);
      String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(result);
      WholeFile.write(folder.path().resolve("detection.json"), json + "\n");
      DetectionReport.write(result, folder.path().resolve("detection.html"));
      System.out.println(common.json() ? json : DetectionText.of(result));
      if (!common.json()) {
        System.out.println("Report: " + folder.path().resolve("detection.html"));
      }
      return 0;
    }
  }

  private Path folder() {
    return run == null ? Path.of("runs", "detect-" + detectors.victim().baseName()) : run;
  }

  private DetectionResult detect(
      Detection detection, WatchedVictim victim, ImageSets sets, RunFolder folder)
      throws IOException {
    String name = Path.of(detectors.victim().name()).getFileName().toString();
    if (budgets.isEmpty()) {
      return detection.run(name, victim.network(), victim.compute(), Thefts.NONE);
    }
    TestImages tests =
        test == null ? TestImages.known(victim.saved().notes()) : new TestImages.Named(test);
    Computing computing = new Computing(common.threads(), (network, shape) -> victim.compute());
    try (Victim asked =
            Victims.open(
                detectors.victim().name(), detectors.victim().options(), computing, notice -> {});
        OpenImages labelled = tests.open(sets, victim.network().shape())) {
      Thefts thefts =
          new VictimThefts(
              asked,
              tests.select(labelled),
              theft(asked, tests, victim),
              folder.path().resolve("thefts"),
              common.progress());
      return detection.run(name, victim.network(), victim.compute(), thefts);
    }
  }

  private StealSettings theft(Victim asked, TestImages tests, WatchedVictim victim) {
    SurrogateSettings copy = SurrogateSettings.standard(surrogate);
    Compute compute = victim.compute();
    ImageShape shape = victim.network().shape();
    return new StealSettings(
        asked.name(),
        asked.settings(),
        ThiefSettings.of("each attacker's"),
        tests,
        budgets,
        List.of(Reading.parse("full")),
        epochs == null ? copy : copy.withEpochs(epochs),
        Price.FREE,
        Optional.empty(),
        StealSettings.seeds(common.seed(), seeds),
        compute,
        StealSettings.sideBySide(compute, shape, budgets.size() * seeds));
  }

  private Calibration calibration(WatchedVictim victim, ImageSets sets) throws IOException {
    if (calibrated != null) {
      detectors.requireNone("--calibration says which images are whose; leave out ");
      return Calibration.read(calibrated, victim.network(), victim.compute());
    }
    return new CalibrationRun(
            detectors.settings(common.seed()),
            sets,
            common.progress(),
            warning -> System.err.println("warning: " + warning))
        .run(victim.network(), victim.compute(), detectors.pretrained());
  }
}
