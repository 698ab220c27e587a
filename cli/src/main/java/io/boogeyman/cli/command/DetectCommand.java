package io.boogeyman.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.cli.detect.Detection;
import io.boogeyman.cli.detect.DetectionResult;
import io.boogeyman.cli.detect.DetectionSettings;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Observer;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.nn.weights.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boogeyman detect}: how well detectors tell foreign queries from own ones. */
@Command(
    name = "detect",
    description = {
      "Measure how well detectors tell a thief's queries from those of customers.",
      "",
      "Detectors are fitted to a half of the images, thresholds chosen by a quarter of the",
      "owner's, and everything is reported on images that nothing was chosen by."
    },
    footer = {
      "",
      "The owner's images should be ones that the victim was not trained on: it is surer of",
      "those than of its customers'.",
      "",
      "Examples:",
      "  boogeyman detect --victim gtsrb.safetensors --own gtsrb32.zip:test \\",
      "      --pool tinyimagenet64.zip --unseen cifar10.zip",
      "  boogeyman detect --victim gtsrb.safetensors --own gtsrb32.zip:test \\",
      "      --pool tinyimagenet64.zip --features mobilenet_v2:mobilenet_v2.safetensors:96",
      "  boogeyman detect --victim signs.safetensors --own signs:4000:test --pool scenes:4000"
    })
public final class DetectCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--victim",
      required = true,
      paramLabel = "FILE",
      description = "A network that boogeyman train wrote; detectors look inside it.")
  private Path victim;

  @Option(
      names = "--own",
      required = true,
      paramLabel = "DATA",
      description = "Images as customers send them, which the victim was not trained on.")
  private String own;

  @Option(
      names = "--pool",
      required = true,
      split = ",",
      paramLabel = "DATA",
      description = "Foreign images that detectors may be fitted to, several with commas.")
  private List<String> pools;

  @Option(
      names = "--unseen",
      split = ",",
      paramLabel = "DATA",
      description = "Foreign images that no detector is shown before it is measured.")
  private List<String> unseen = List.of();

  @Option(
      names = "--features",
      paramLabel = "ARCH:FILE[:SIZE]",
      description =
          "Pretrained weights whose features the foreign-query classifier is to use, too, and"
              + " the side of the images that they are shown (default: the architecture's own).")
  private String features;

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

  @Override
  public Integer call() throws IOException {
    DetectionSettings settings =
        new DetectionSettings(
            own, pools, unseen, most, falseAlarms, accusations, lifetime, new Seed(common.seed()));
    requireToLookInside(victim);
    try (SavedNetwork saved = SavedNetwork.read(victim)) {
      Compute compute = common.compute(saved.network().architecture(), saved.network().shape());
      ImageSets sets = new ImageSets(common.cache(), common.threads(), common.progress());
      try (Observer observer = Observer.of(saved.network(), compute);
          PretrainedFeatures other = PretrainedFeatures.of(features, common)) {
        List<Detection.View> views = new ArrayList<>();
        views.add(new Detection.View("victim", saved.network().shape(), observer));
        views.addAll(other.views());
        DetectionResult result =
            new Detection(settings, sets, common.progress()).run(victim.toString(), views);
        System.out.println(
            common.json()
                ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(result)
                : DetectionText.of(result));
        return 0;
      }
    }
  }

  private static void requireToLookInside(Path victim) throws IOException {
    boolean onnx = victim.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    if (onnx || StateDict.isZip(victim)) {
      throw new IllegalArgumentException(
          victim
              + " cannot be looked into: detectors need the features of a network that boogeyman"
              + " train wrote");
    }
  }
}
