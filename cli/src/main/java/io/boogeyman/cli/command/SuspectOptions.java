package io.boogeyman.cli.command;

import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which model may be a copy. */
final class SuspectOptions {
  @Option(
      names = "--suspect",
      paramLabel = "FILE|ADDRESS",
      required = true,
      description =
          "The model that may be a copy: whatever --victim takes of other commands, a model's"
              + " file, a service's address, or a YAML file that describes one (docs/victims.md).")
  private String suspect;

  @Option(
      names = {"--suspect-option", "--victim-option"},
      paramLabel = "NAME=VALUE",
      description =
          "More of the suspect's description, over what its file says, such as"
              + " input.channels=bgr. Repeatable.")
  private Map<String, String> options = new LinkedHashMap<>();

  /**
   * Opens it.
   *
   * @throws IOException if it cannot be read or reached
   */
  Victim open(CommonOptions common) throws IOException {
    return Victims.open(
        suspect,
        options,
        new Computing(common.threads(), common::compute),
        new Notices(System.err));
  }
}
