package io.boogeyman.cli.command;

import io.boogeyman.guard.gateway.Gateway;
import io.boogeyman.nn.compute.Compute;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Serving until the program is ended: the gateway always ends well, and what computes before that,
 * too.
 */
final class Serving {
  private Serving() {}

  /** What is done while a gateway serves. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** What has to be done before a gateway can serve. */
  @FunctionalInterface
  interface Preparation<T> {
    T make() throws IOException;
  }

  /** Makes something; if the program is ended meanwhile, the step under way is. */
  static <T> T prepared(Preparation<T> preparation) throws IOException {
    Thread end = new Thread(Compute::endAll, "end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      return preparation.make();
    } finally {
      unlessEnding(() -> Runtime.getRuntime().removeShutdownHook(end));
    }
  }

  /**
   * Does something while a gateway serves, and closes the gateway.
   *
   * @return the exit status
   */
  static int meanwhile(Gateway gateway, Work work) throws IOException {
    Thread end = new Thread(() -> close(gateway), "end");
    Runtime.getRuntime().addShutdownHook(end);
    Optional<IOException> failure = Optional.empty();
    try {
      work.run();
    } catch (IOException e) {
      failure = Optional.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      closeUnlessEnding(gateway, end);
      throw e;
    }
    boolean closed = closeUnlessEnding(gateway, end);
    if (closed && failure.isPresent()) {
      throw failure.get();
    }
    return 0;
  }

  /** Waits until the program is ended. */
  static void awaitEnd() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Where the program is being ended, its own thread closes; what fails then fails for that. */
  private static boolean closeUnlessEnding(Gateway gateway, Thread end) {
    boolean goesOn = unlessEnding(() -> Runtime.getRuntime().removeShutdownHook(end));
    if (goesOn) {
      gateway.close();
    }
    return goesOn;
  }

  private static void close(Gateway gateway) {
    try {
      gateway.close();
    } finally {
      Compute.endAll();
    }
  }

  /** Whether the program was not being ended. */
  private static boolean unlessEnding(Runnable work) {
    try {
      work.run();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
