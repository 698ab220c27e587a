package io.boogeyman.cli.command;

import io.boogeyman.cli.Boogeyman;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The program in a process of its own, which can be killed.
 *
 * @param process the process
 * @param log what it writes
 */
public record Program(Process process, Path log) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int POLL_MILLIS = 5;

  /** Starts it; the log is added to. */
  static Program start(Path log, List<String> arguments) throws IOException {
    return start(log, List.of(), "-Xmx512m", Boogeyman.class, arguments);
  }

  /**
   * Starts a class of ours.
   *
   * @param log added to
   * @param before the command that the program is an argument of, such as one that sets a limit
   * @param heap the most that Java may take, as Java's option
   * @param main the class
   */
  public static Program start(
      Path log, List<String> before, String heap, Class<?> main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            heap,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new Program(process, log);
  }

  /** Waits until something is so, while the program runs. */
  public void awaitUntil(BooleanSupplier happened) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("waited in vain; the program said: " + said());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Ends it as a power failure does: with SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends it what Ctrl-C sends. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** Waits for its end and returns its exit status. */
  public int await() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the program does not end; it said: " + said());
    }
    return process.exitValue();
  }

  /** All that it wrote. */
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
