package io.boogeyman.cli.command;

import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.VictimSettings;
import io.boogeyman.cli.run.VictimTraining;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.training.Augmentation;
import io.boogeyman.nn.training.Optimiser;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.training.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code boogeyman train}: trains a victim, evaluates and saves it. */
@Command(
    name = "train",
    description = "Train a victim on labelled images, evaluate it and save it.",
    footer = {
      "",
      "Stopped by Ctrl-C or a kill, the same command goes on where it was.",
      "",
      "Examples:",
      "  boogeyman train gtsrb32.zip:train --test gtsrb32.zip:test --out gtsrb.safetensors",
      "  boogeyman train signs:8000:train --test signs:2000:test --out signs.safetensors",
      "  boogeyman train flowers/ --arch mobilenet_v2 --size 96 --flip \\",
      "      --pretrained mobilenet_v2.safetensors --epochs 10 --out flowers.safetensors"
    })
public final class TrainCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "DATA",
      description =
          "Labelled images: a folder or zip of class folders, a CSV-labelled folder, CIFAR or IDX"
              + " files (PATH[:PART]), or signs:COUNT[:PART].")
  private String data;

  @Option(
      names = "--test",
      paramLabel = "DATA",
      description = "Test images (default: a fifth of DATA, by group, is set aside).")
  private String test;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "victim.safetensors",
      description = "Where the victim is saved (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--arch",
      paramLabel = "NAME",
      defaultValue = "resnet20",
      description =
          "Network: resnet20, resnet34, vgg16_bn, mobilenet_v2, … (default: ${DEFAULT-VALUE}).")
  private String architecture;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "32",
      description = "Side of the images that it takes (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--pretrained",
      paramLabel = "FILE",
      description = "Start from these weights (safetensors or .pth, torchvision's names).")
  private Path pretrained;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "15",
      description = "Passes over the images (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images a step (default: 128, 32 pretrained).")
  private Integer batch;

  @Option(
      names = "--optimiser",
      paramLabel = "sgd|adam|muon",
      description =
          "What moves the weights: Nesterov's momentum, Adam, or Muon, as by 'steal --best'"
              + " (default: sgd, adam pretrained).")
  private String optimiser;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description =
          "The highest rate (default: sgd and muon 0.1, 0.002 pretrained; adam 0.001, 0.0005).")
  private Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      defaultValue = "one-cycle",
      description =
          "one-cycle, cosine, constant, or step (a tenth after each third; default:"
              + " ${DEFAULT-VALUE}).")
  private String schedule;

  @Option(
      names = "--flip",
      description = "Mirror images at random; not where left and right matter.")
  private boolean flip;

  @Option(
      names = "--mixup",
      paramLabel = "ALPHA",
      defaultValue = "0",
      description = "Blend pairs of images by Beta(ALPHA, ALPHA); 0 never (default: 0).")
  private double mixup;

  @Option(
      names = "--patience",
      paramLabel = "EPOCHS",
      defaultValue = "0",
      description = "Stop after so many epochs without progress; 0 never (default: 0).")
  private int patience;

  @Override
  public Integer call() throws IOException {
    VictimSettings settings = settings();
    ImageSets images = new ImageSets(common.cache(), common.threads(), common.progress());
    VictimTraining training = new VictimTraining(settings, images, common.progress());
    VictimTraining.Outcome outcome = training.run();
    if (common.json()) {
      System.out.println(outcome.toJson());
    } else {
      System.out.println(outcome.describe());
    }
    return 0;
  }

  private VictimSettings settings() throws IOException {
    var network = Architectures.named(architecture);
    ImageShape shape = ImageShape.square(size);
    return new VictimSettings(
        data,
        Optional.ofNullable(test),
        out,
        network,
        shape,
        Optional.ofNullable(pretrained),
        recipe(),
        common.compute(network, shape),
        common.seed());
  }

  private Recipe recipe() {
    ImageShape shape = ImageShape.square(size);
    Recipe usual =
        pretrained == null ? Recipe.standard(epochs, shape) : Recipe.fineTuning(epochs, shape);
    Optimiser chosen = optimiser == null ? usual.optimiser() : parseOptimiser();
    return new Recipe(
        epochs,
        batch == null ? usual.batch() : batch,
        learningRate == null ? rate(chosen, usual) : learningRate,
        chosen,
        parseSchedule(),
        new Augmentation(usual.augmentation().shift(), flip, usual.augmentation().light(), mixup()),
        patience);
  }

  private Optimiser parseOptimiser() {
    return switch (optimiser.toLowerCase(Locale.ROOT)) {
      case "sgd" -> Optimiser.Sgd.STANDARD;
      case "adam" -> new Optimiser.Adam(1e-4);
      case "muon" -> Optimiser.Muon.STANDARD;
      default ->
          throw new IllegalArgumentException(
              "'" + optimiser + "' is no optimiser; say sgd, adam or muon");
    };
  }

  /** The usual rate, or what has served Adam from scratch and momentum to fine-tune. */
  private double rate(Optimiser chosen, Recipe usual) {
    boolean adam = chosen instanceof Optimiser.Adam;
    boolean adamIsUsual = usual.optimiser() instanceof Optimiser.Adam;
    if (adam == adamIsUsual) {
      return usual.learningRate();
    }
    return adam ? 0.001 : 0.002;
  }

  private double mixup() {
    if (!(mixup >= 0) || Double.isInfinite(mixup)) {
      throw new IllegalArgumentException("--mixup must be 0 or more, such as 0.2, not " + mixup);
    }
    return mixup;
  }

  private Schedule parseSchedule() {
    return switch (schedule.toLowerCase(Locale.ROOT)) {
      case "one-cycle" -> new Schedule.OneCycle(0.25);
      case "cosine" -> new Schedule.Cosine();
      case "constant" -> new Schedule.Constant();
      case "step" -> new Schedule.Step(Math.max(1, epochs / 3), 0.1);
      default ->
          throw new IllegalArgumentException(
              "'" + schedule + "' is no schedule; say one-cycle, cosine, constant or step");
    };
  }
}
