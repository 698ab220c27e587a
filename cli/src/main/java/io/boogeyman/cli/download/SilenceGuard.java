package io.boogeyman.cli.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends the reading of a body on which nothing arrives any more: Java's HTTP client watches over the
 * time until the answer begins, not over the time that it takes.
 */
final class SilenceGuard implements AutoCloseable {
  private static final int CHECKS = 4;

  private final InputStream body;
  private final long silence;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "silence guard");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> watch;
  private volatile long lastByte = System.nanoTime();
  private volatile boolean ended;

  SilenceGuard(InputStream body, Duration silence) {
    this.body = body;
    this.silence = silence.toNanos();
    long period = Math.max(1, this.silence / CHECKS);
    this.watch = clock.scheduleAtFixedRate(this::check, period, period, TimeUnit.NANOSECONDS);
  }

  /** Bytes have arrived. */
  void heard() {
    lastByte = System.nanoTime();
  }

  /** Whether it was this that ended the reading. */
  boolean hasEnded() {
    return ended;
  }

  private void check() {
    if (!ended && System.nanoTime() - lastByte > silence) {
      ended = true;
      try {
        body.close();
      } catch (IOException alreadyBroken) {
        // The reader hears of it.
      }
    }
  }

  @Override
  public void close() {
    watch.cancel(false);
    clock.shutdown();
  }
}
