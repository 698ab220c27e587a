package io.boogeyman.cli.command;

import io.boogeyman.core.text.OneLine;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Notice;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whom a command is about. */
final class VictimOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--victim",
      paramLabel = "FILE|ADDRESS",
      description =
          "The victim: a network that 'boogeyman train' wrote, another model's file, a service's"
              + " address, or a YAML file that describes one (docs/victims.md).")
  private String victim;

  @Option(
      names = "--victim-option",
      paramLabel = "NAME=VALUE",
      description =
          "More of the victim's description, over what its file says, such as"
              + " input.channels=bgr. Repeatable.")
  private Map<String, String> options = new LinkedHashMap<>();

  /**
   * The victim as the user named it.
   *
   * @throws ParameterException if it was not
   */
  String name() {
    if (victim == null) {
      throw new ParameterException(
          command.commandLine(), "Missing required option: '--victim=FILE|ADDRESS'");
    }
    return victim;
  }

  /** Whether anything is said of a victim. */
  boolean isNamed() {
    return victim != null || !options.isEmpty();
  }

  /**
   * Opens the victim and tells on standard error how it will be asked, where that is not its own.
   *
   * @throws IOException if it cannot be read or reached
   */
  Victim open(CommonOptions common) throws IOException {
    return open(common, new Notices(System.err));
  }

  /**
   * Opens the victim.
   *
   * @param notices told, in any thread, when the victim makes wait
   * @throws IOException if it cannot be read or reached
   */
  Victim open(CommonOptions common, Consumer<Notice> notices) throws IOException {
    Victim open =
        Victims.open(name(), options, new Computing(common.threads(), common::compute), notices);
    if (!common.json()) {
      open.settings()
          .forEach(
              (name, value) -> System.err.println(OneLine.of("victim's " + name + ": " + value)));
    }
    return open;
  }
}
