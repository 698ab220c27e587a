package io.boogeyman.guard.server;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that may wait and compute, which those of the connections must not; a bounded number. */
final class Workers implements AutoCloseable {
  private final ThreadPoolExecutor executor;

  Workers(Limits limits) {
    AtomicInteger number = new AtomicInteger();
    executor =
        new ThreadPoolExecutor(
            limits.workers(),
            limits.workers(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(limits.queue()),
            work -> new Thread(work, "guard-" + number.incrementAndGet()));
    executor.allowCoreThreadTimeOut(true);
  }

  /** Refuses work, by {@link java.util.concurrent.RejectedExecutionException}, when all is full. */
  ExecutorService executor() {
    return executor;
  }

  void close(Duration longest) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
