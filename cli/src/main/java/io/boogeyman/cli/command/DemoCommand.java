package io.boogeyman.cli.command;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.demo.DemoVictim;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.cli.run.RunFolder;
import io.boogeyman.cli.run.StealRun;
import io.boogeyman.cli.run.StealSettings;
import io.boogeyman.cli.run.SurrogateSettings;
import io.boogeyman.cli.run.TestImages;
import io.boogeyman.cli.run.ThiefSettings;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boogeyman demo}: a whole theft on images that Boogeyman draws. */
@Command(
    name = "demo",
    description = {
      "Draw traffic signs, train a victim on them, steal it by asking it about unrelated scenes,",
      "and report what the thief got. A few minutes; seconds the second time."
    },
    footer = {"", "Examples:", "  boogeyman demo", "  boogeyman demo --run /tmp/demo --seed 7"})
public final class DemoCommand implements Callable<Integer> {
  private static final String POOL = "scenes:3000";

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--run",
      paramLabel = "DIR",
      defaultValue = "runs/demo",
      description = "The run's folder (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    try (RunFolder run = RunFolder.open(folder)) {
      return demonstrate(run);
    }
  }

  private int demonstrate(RunFolder run) throws IOException {
    Compute compute = common.compute(DemoVictim.architecture(), DemoVictim.SHAPE);
    DemoVictim prepared = DemoVictim.in(folder, compute, common.seed());
    prepared.prepare(
        new ImageSets(common.cache(), common.threads(), common.progress()), common.progress());
    Path victim = prepared.file();
    Computing computing = new Computing(common.threads(), (network, shape) -> compute);
    try (Victim open = Victims.open(victim.toString(), Map.of(), computing, notice -> {})) {
      StealSettings settings = theft(victim, compute);
      StealResult result = new StealRun(common.cache(), common.progress()).run(settings, open, run);
      ResultPrinter.print(result, folder, common.json(), System.out);
    }
    return 0;
  }

  private StealSettings theft(Path victim, Compute compute) {
    return new StealSettings(
        victim.toString(),
        Map.of(),
        ThiefSettings.of(POOL),
        new TestImages.Named(DemoVictim.TEST),
        List.of(150, 700, 3000),
        Stream.of("full", "top-3", "label").map(Reading::parse).toList(),
        SurrogateSettings.standard("resnet20").withEpochs(8),
        new Price(new BigDecimal("1.50")),
        Optional.empty(),
        List.of(common.seed()),
        compute,
        compute.threads());
  }
}
