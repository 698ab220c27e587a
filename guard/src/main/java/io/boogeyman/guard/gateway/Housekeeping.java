package io.boogeyman.guard.gateway;

import io.boogeyman.core.text.OneLine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What is done every second, each chore beside the others: what goes wrong is told, and tried
 * again.
 */
final class Housekeeping {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int CHORES = 2;

  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(CHORES, Housekeeping::thread);
  private final Consumer<String> log;

  /**
   * @param log told of what goes wrong
   */
  Housekeeping(Consumer<String> log) {
    this.log = log;
  }

  /** A piece of work. */
  @FunctionalInterface
  interface Chore {
    void run() throws IOException;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "gateway-housekeeping");
    thread.setDaemon(true);
    return thread;
  }

  /** Does it from now on. */
  @SuppressWarnings("FutureReturnValueIgnored") // it ends with the threads, and catches all
  void everySecond(Chore chore) {
    threads.scheduleWithFixedDelay(() -> attempt(chore), 1, 1, TimeUnit.SECONDS);
  }

  private void attempt(Chore chore) {
    try {
      chore.run();
    } catch (IOException | RuntimeException e) {
      log.accept(OneLine.of(String.valueOf(e.getMessage())));
    } catch (Error e) {
      log.accept(OneLine.of("the gateway failed: " + e));
    }
  }

  /** Whether it has ended, or ends with what is under way. */
  boolean isEnding() {
    return threads.isShutdown();
  }

  /** Begins nothing more, and waits for what is under way, a minute at most. */
  void end() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        log.accept("a policy is still being opened");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
