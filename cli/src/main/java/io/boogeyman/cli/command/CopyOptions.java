package io.boogeyman.cli.command;

import io.boogeyman.attack.surrogate.MissingMass;
import io.boogeyman.cli.run.SurrogateSettings;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What the copies are, and how they are trained. */
final class CopyOptions {

  @Option(
      names = "--surrogate",
      paramLabel = "ARCH",
      defaultValue = "resnet20",
      description = "The copy's network (default: ${DEFAULT-VALUE}).")
  private String surrogate;

  @Option(
      names = "--pretrained",
      paramLabel = "FILE",
      description = "Public weights that the copy starts from (safetensors, .pth).")
  private Path pretrained;

  @Option(
      names = "--schedule",
      paramLabel = "standard|best|knockoff|copycat",
      description =
          "How the copy is trained: the standard schedule, the one of --best, the one that Knockoff"
              + " nets' authors published, or Copycat CNN's, on labels (default: standard).")
  private String schedule;

  @Option(
      names = "--best",
      description =
          "Make most of the budget: twice the standard schedule's epochs, from scratch by Muon,"
              + " and what else measured best here; short for --schedule best (docs/results.md).")
  private boolean best;

  @Option(names = "--epochs", paramLabel = "N", description = "Overrule the schedule's epochs.")
  private Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Overrule the schedule's images a step.")
  private Integer batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Overrule the schedule's highest learning rate.")
  private Double learningRate;

  @Option(
      names = "--missing",
      paramLabel = "renormalised|spread|ignored",
      description =
          "What to make of the probability that a top-K answer does not tell (default: the"
              + " schedule's).")
  private String missing;

  /**
   * The copies' network.
   *
   * @throws IllegalArgumentException in one line, if there is none of that name
   */
  Architecture architecture() {
    return Architectures.named(surrogate);
  }

  /**
   * The copies.
   *
   * @throws IllegalArgumentException in one line, if the options do not go together
   */
  SurrogateSettings settings() {
    return new SurrogateSettings(
        surrogate,
        Optional.ofNullable(pretrained),
        schedule(),
        epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs),
        batch == null ? OptionalInt.empty() : OptionalInt.of(batch),
        learningRate == null ? OptionalDouble.empty() : OptionalDouble.of(learningRate),
        Optional.ofNullable(missing).map(MissingMass::parse));
  }

  private String schedule() {
    if (best && schedule != null && !schedule.equals(SurrogateSettings.BEST)) {
      throw new IllegalArgumentException(
          OneLine.of("--best is --schedule best, not --schedule " + schedule));
    }
    String named = schedule == null ? "standard" : schedule;
    return best ? SurrogateSettings.BEST : named;
  }
}
