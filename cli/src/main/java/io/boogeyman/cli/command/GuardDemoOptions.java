package io.boogeyman.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Whether {@code guard} is to be shown rather than to serve a policy of one's own. */
final class GuardDemoOptions {
  /** What the demo has of its own. */
  private static final List<String> OF_POLICIES =
      List.of(
          "--policy",
          "--state",
          "--tls-certificate",
          "--tls-key",
          "--client-authorities",
          "--alert-file",
          "--alert-webhook",
          "--alert-webhook-header");

  private static final List<String> OF_DEMO = List.of("--run", "--once", "--no-browser");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--demo",
      description =
          "See a theft caught: serves the model of 'boogeyman demo', which is trained if it is not"
              + " there, and lets a customer and a thief loose on it.")
  private boolean demo;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      defaultValue = "runs/demo",
      description = "With --demo: the folder of 'boogeyman demo' (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--once",
      description = "With --demo: end with the story, rather than serve until Ctrl-C.")
  private boolean once;

  @Option(names = "--no-browser", description = "With --demo: open no browser.")
  private boolean noBrowser;

  /**
   * Whether it is.
   *
   * @throws IllegalArgumentException in one line, if an option would be passed over
   */
  boolean isWanted() {
    given(demo ? OF_POLICIES : OF_DEMO)
        .ifPresent(
            option -> {
              throw new IllegalArgumentException(
                  option
                      + (demo ? " has no meaning with --demo" : " has no meaning without --demo"));
            });
    return demo;
  }

  /** The first of these options that the user gave. */
  private Optional<String> given(List<String> options) {
    ParseResult parsed = command.commandLine().getParseResult();
    return options.stream().filter(parsed::hasMatchedOption).findFirst();
  }

  /** Whether the user chose this option's value. */
  boolean isGiven(String option) {
    return given(List.of(option)).isPresent();
  }

  Path folder() {
    return folder;
  }

  /** Whether the program ends with the story. */
  boolean once() {
    return once;
  }

  /** Whether somebody sits before this who wants to see the dashboard. */
  boolean opensBrowser() {
    return !noBrowser && !once && Boolean.getBoolean("boogeyman.terminal");
  }
}
