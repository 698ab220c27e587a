package io.boogeyman.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.cli.bench.Bench;
import io.boogeyman.cli.bench.BenchResult;
import io.boogeyman.cli.bench.BenchSettings;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code boogeyman bench}: how fast this machine is. */
@Command(
    name = "bench",
    description = {
      "Measure how fast this machine trains, answers, decodes and keeps records:",
      "medians of several rounds after a warm-up, with the slowest and the fastest."
    },
    footer = {
      "",
      "Leave the machine alone meanwhile: other work makes every figure worse.",
      "Half a GiB of room is needed in the temporary folder.",
      "",
      "Examples:",
      "  boogeyman bench --quick",
      "  boogeyman bench --only gateway",
      "  boogeyman bench --arch resnet34 --size 64 --threads 4",
      "  boogeyman bench --json > bench.json"
    })
public final class BenchCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--arch",
      paramLabel = "NAME",
      defaultValue = "resnet20",
      description = "Network to train and to ask (default: ${DEFAULT-VALUE}).")
  private String architecture;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "32",
      description = "Side of the images (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--only",
      paramLabel = "AREA",
      split = ",",
      description =
          "Measure these alone: training, inference, computing, decoding, store, journal,"
              + " detection, releases, gateway, drawing.")
  private List<String> only;

  @Option(names = "--quick", description = "Less work in fewer rounds, for a first impression.")
  private boolean quick;

  @Override
  public Integer call() throws IOException {
    Architecture network = Architectures.named(architecture);
    ImageShape shape = ImageShape.square(size);
    BenchSettings settings =
        new BenchSettings(network, shape, common.compute(network, shape), quick, common.progress());
    BenchResult result = (only == null ? new Bench(settings) : new Bench(settings, only)).run();
    System.out.println(
        common.json()
            ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(result)
            : result.describe());
    return 0;
  }
}
