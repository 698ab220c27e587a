package io.boogeyman.cli;

import io.boogeyman.cli.command.BenchCommand;
import io.boogeyman.cli.command.CalibrateCommand;
import io.boogeyman.cli.command.DataCommand;
import io.boogeyman.cli.command.DemoCommand;
import io.boogeyman.cli.command.DetectCommand;
import io.boogeyman.cli.command.DownloadCommand;
import io.boogeyman.cli.command.Failures;
import io.boogeyman.cli.command.GuardCommand;
import io.boogeyman.cli.command.MatrixCommand;
import io.boogeyman.cli.command.PolicyCommand;
import io.boogeyman.cli.command.ProbeCommand;
import io.boogeyman.cli.command.ReproduceCommand;
import io.boogeyman.cli.command.StealCommand;
import io.boogeyman.cli.command.TrainCommand;
import io.boogeyman.cli.command.WatermarkCommand;
import io.boogeyman.cli.version.Version;
import io.boogeyman.nn.compute.Compute;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code boogeyman COMMAND}. */
@Command(
    name = "boogeyman",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Is model extraction a real threat to your model, or a boogeyman? Measure it.",
    subcommands = {
      DemoCommand.class,
      TrainCommand.class,
      ProbeCommand.class,
      StealCommand.class,
      CalibrateCommand.class,
      DetectCommand.class,
      PolicyCommand.class,
      MatrixCommand.class,
      GuardCommand.class,
      WatermarkCommand.class,
      ReproduceCommand.class,
      DataCommand.class,
      DownloadCommand.class,
      BenchCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  boogeyman demo",
      "  boogeyman train signs:8000:train --test signs:2000:test --out victim.safetensors",
      "  boogeyman steal --victim victim.safetensors --pool scenes:5000 --budgets 1000,5000"
    })
public final class Boogeyman {

  private static final int HELP_WIDTH = 100;

  /** Commands that go on where they were stopped. */
  private static final Set<String> RESUMABLE =
      Set.of("demo", "train", "steal", "matrix", "reproduce", "download");

  private Boogeyman() {}

  /**
   * Runs one command and exits with its status: 0, 1 (failure), 2 (misuse) or 3 (--fail-above).
   * Ctrl-C and a plain kill end it when the step under way is done, within seconds, with a line
   * that says how to go on and the status that shells expect, 130 and 143.
   */
  public static void main(String[] arguments) {
    AtomicBoolean ended = new AtomicBoolean();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ended, arguments)));
    int status = run(arguments);
    ended.set(true);
    System.exit(status);
  }

  /** A gateway computes until it has answered what was asked, and ends by itself. */
  private static void end(AtomicBoolean ended, String[] arguments) {
    tellIfStopped(ended, arguments);
    if (arguments.length > 0 && !arguments[0].equals("guard")) {
      Compute.endAll();
    }
  }

  private static void tellIfStopped(AtomicBoolean ended, String[] arguments) {
    if (!ended.get()) {
      // The line of a bar, or of the terminal's own ^C, has not ended.
      String newLine = Boolean.getBoolean("boogeyman.terminal") ? System.lineSeparator() : "";
      boolean goesOn = arguments.length > 0 && RESUMABLE.contains(arguments[0]);
      System.err.println(
          newLine + "stopped" + (goesOn ? "; the same command goes on from here" : ""));
    }
  }

  /** Runs one command and returns its exit status. */
  public static int run(String... arguments) {
    CommandLine line = new CommandLine(new Boogeyman());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(HELP_WIDTH);
    Failures failures = new Failures();
    line.setExecutionExceptionHandler(failures);
    line.setParameterExceptionHandler(failures);
    if (arguments.length == 0) {
      line.usage(line.getOut());
      return 0;
    }
    try {
      return line.execute(arguments);
    } catch (Error e) {
      return Failures.tell(e, line.getErr());
    }
  }
}
