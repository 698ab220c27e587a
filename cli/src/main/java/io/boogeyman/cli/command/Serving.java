package io.boogeyman.cli.command;

import io.boogeyman.guard.gateway.Gateway;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Serving until the program is ended: the gateway always ends well. */
final class Serving {
  private Serving() {}

  /** What is done while a gateway serves. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Does something while a gateway serves, and closes the gateway.
   *
   * @return the exit status
   */
  static int meanwhile(Gateway gateway, Work work) throws IOException {
    Thread end = new Thread(gateway::close, "end");
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
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      return false;
    }
    gateway.close();
    return true;
  }
}
