package io.boogeyman.cli.command;

import io.boogeyman.core.text.OneLine;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Notice;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import io.boogeyman.victim.network.NetworkFile;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.nio.file.Path;
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

  /** The name of a file beside the victim's, and of a run: its own without what says its form. */
  String baseName() {
    String[] path = name().split("[/\\\\]", -1);
    return path[path.length - 1].replaceFirst("\\.(safetensors|pth|pt|yaml|yml)$", "");
  }

  Map<String, String> options() {
    return options;
  }

  /** Whether anything is said of a victim. */
  boolean isNamed() {
    return victim != null || !options.isEmpty();
  }

  /**
   * The victim's network, for detectors to look into; tells on standard error what is assumed of
   * it.
   *
   * @return to be closed by the caller
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException in one line, if it cannot be looked into
   */
  SavedNetwork network(CommonOptions common) throws IOException {
    NetworkFile network =
        Victims.network(name(), options)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        name()
                            + " cannot be looked into: detectors need the stages of a network that"
                            + " boogeyman train wrote, or of weights of a known architecture"
                            + " (--victim-option architecture=NAME); train one for the same task and"
                            + " put it beside the model (docs/policy.md, detectors.network)"));
    tell(network.settings(), common);
    return network.saved();
  }

  /** The file that holds the victim. */
  Path file() throws IOException {
    return Path.of(new DescriptionReader().read(name(), options).model());
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
    tell(open.settings(), common);
    return open;
  }

  private static void tell(Map<String, String> settings, CommonOptions common) {
    if (!common.json()) {
      settings.forEach(
          (name, value) -> System.err.println(OneLine.of("victim's " + name + ": " + value)));
    }
  }
}
