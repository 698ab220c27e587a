package io.boogeyman.cli;

import io.boogeyman.cli.command.BenchCommand;
import io.boogeyman.cli.command.DataCommand;
import io.boogeyman.cli.command.DemoCommand;
import io.boogeyman.cli.command.Failures;
import io.boogeyman.cli.command.StealCommand;
import io.boogeyman.cli.command.TrainCommand;
import io.boogeyman.cli.version.Version;
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
      StealCommand.class,
      DataCommand.class,
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

  private Boogeyman() {}

  /** Runs one command and exits with its status: 0, 1 (failure), 2 (misuse) or 3 (--fail-above). */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
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
