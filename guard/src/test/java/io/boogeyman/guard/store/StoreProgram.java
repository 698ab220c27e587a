package io.boogeyman.guard.store;

import io.boogeyman.defend.policy.ClientName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that charges and decides as fast as it can, says what it has done, and is killed. Run
 * as {@code StoreProgram FILE ALLOWANCE}.
 */
final class StoreProgram {
  static final ClientName ACME = new ClientName("key:acme");
  static final Instant NOON = Instant.parse("2026-02-27T12:00:00Z");

  private StoreProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    Limits limits = Limits.each(new Allowance(Long.parseLong(arguments[1]), Window.DAY));
    GuardStore store =
        GuardStore.open(Path.of(arguments[0]), StoreSettings.standard(), limits, Clock.systemUTC());
    Thread charging = new Thread(() -> charge(store.budgets()));
    charging.start();
    decide(store.states());
    charging.join();
  }

  private static void charge(Budgets budgets) {
    try {
      while (budgets.charge(ACME, 3, NOON) instanceof Charge.Granted) {
        say("granted 3");
      }
      say("refused");
    } catch (StoreException e) {
      say("failed " + e.getMessage());
    }
  }

  private static void decide(ClientStates states) {
    byte[] evidence = new byte[ClientState.LONGEST];
    try {
      for (int level = 1; level < 2_000; level++) {
        ClientName client = new ClientName("key:" + level % 20);
        states.decided(client, new ClientState(level, NOON, Instant.now(), level, evidence));
        say("decided " + level);
      }
    } catch (StoreException e) {
      say("undecided " + e.getMessage());
    }
  }

  /** One write a line: what was said is in the file whatever happens next. */
  private static void say(String line) {
    System.out.println(line);
  }

  /** Starts it, after a command that may set a limit. */
  static Process start(List<String> before, Path file, long allowance, Path log)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            StoreProgram.class.getName(),
            file.toString(),
            Long.toString(allowance)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Whole lines that it has said. */
  static List<String> said(Path log) throws IOException {
    String text = Files.exists(log) ? Files.readString(log) : "";
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
