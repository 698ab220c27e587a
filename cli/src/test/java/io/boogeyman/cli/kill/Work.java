package io.boogeyman.cli.kill;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.RunFolder;
import io.boogeyman.cli.run.StealRun;
import io.boogeyman.cli.run.StealSettings;
import io.boogeyman.cli.run.SurrogateSettings;
import io.boogeyman.cli.run.TestImages;
import io.boogeyman.cli.run.ThiefSettings;
import io.boogeyman.cli.run.VictimSettings;
import io.boogeyman.cli.run.VictimTraining;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.training.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;

/**
 * What {@code boogeyman train} and {@code boogeyman steal} do below their command lines, in a
 * process to be killed. It loads what takes long to load, waits for a line on standard input,
 * {@code train FOLDER} or {@code steal FOLDER PORT}, and does that.
 */
final class Work {
  static final int EPOCHS = 2;
  private static final int TRAINING_EPOCHS = 6;
  static final int BUDGET = 300;
  static final int TEST = 43;
  static final String LAST_EPOCH = "epoch " + EPOCHS + ",";
  private static final List<Integer> BUDGETS = List.of(40, BUDGET);
  private static final String ARCHITECTURE = "resnet20";
  private static final Compute COMPUTE = Compute.cpu(1);

  private Work() {}

  public static void main(String[] arguments) throws IOException {
    Architectures.named(ARCHITECTURE).create(2, VictimElsewhere.SHAPE, new Seed(1)).close();
    try (Scanner commands = new Scanner(System.in, StandardCharsets.UTF_8)) {
      Trace.say("ready", "");
      if (commands.hasNextLine()) {
        run(commands.nextLine().split(" ", -1));
        Trace.say("done", "");
      }
    }
  }

  private static void run(String... command) throws IOException {
    Path folder = Path.of(command[1]);
    Trace.say("begin", command[0]);
    if (command[0].equals("train")) {
      train(folder);
    } else {
      steal(folder, Integer.parseInt(command[2]));
    }
  }

  static List<String> classNames() throws IOException {
    try (ImageSource signs = ImageSets.source("signs:1")) {
      return signs.labels().orElseThrow().classNames();
    }
  }

  private static void steal(Path folder, int port) throws IOException {
    try (RunFolder run = RunFolder.open(folder.resolve("run"));
        VictimElsewhere victim = VictimElsewhere.at(port, classNames())) {
      StealSettings settings =
          new StealSettings(
              "elsewhere",
              Map.of(),
              ThiefSettings.of("scenes:" + BUDGET),
              new TestImages.Named("signs:" + TEST + ":test"),
              BUDGETS,
              List.of(Reading.parse("full"), Reading.parse("label")),
              SurrogateSettings.standard(ARCHITECTURE).withEpochs(EPOCHS),
              Price.FREE,
              Optional.empty(),
              List.of(1L),
              COMPUTE,
              2);
      new StealRun(folder.resolve("cache"), new Trace()).run(settings, victim, run);
    }
  }

  private static void train(Path folder) throws IOException {
    VictimSettings settings =
        new VictimSettings(
            "signs:129:train",
            Optional.of("signs:" + TEST + ":test"),
            folder.resolve("victim.safetensors"),
            Architectures.named(ARCHITECTURE),
            VictimElsewhere.SHAPE,
            Optional.empty(),
            Recipe.standard(TRAINING_EPOCHS, VictimElsewhere.SHAPE).withBatch(32),
            COMPUTE,
            1);
    ImageSets images = new ImageSets(folder.resolve("cache"), 1, new Trace());
    new VictimTraining(settings, images, new Trace()).run();
  }
}
