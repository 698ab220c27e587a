package io.boogeyman.cli.command;

import io.boogeyman.guard.store.KeptTriggers;
import io.boogeyman.guard.store.TriggerArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Option;

/** The folder of a gateway, which may be running. */
final class StateOptions {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "guard-state",
      description = "The gateway's folder; the gateway may be running (default: ${DEFAULT-VALUE}).")
  private Path state;

  /**
   * Opens what it keeps of clients' marked queries.
   *
   * @throws IllegalArgumentException if there is no gateway's store
   */
  TriggerArchive open() {
    Path file = state.resolve("guard.db");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          state + " is no gateway's folder: there is no guard.db in it");
    }
    return TriggerArchive.open(file, Clock.systemUTC());
  }

  /**
   * Whose triggers are kept.
   *
   * @throws IllegalArgumentException if nobody's are
   */
  List<KeptTriggers> kept(TriggerArchive archive) {
    List<KeptTriggers> kept = archive.kept();
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          state
              + " keeps nobody's triggers; it does where the policy has dawn among its releases and"
              + " says retention.triggers, once somebody was given a mark");
    }
    return kept;
  }
}
