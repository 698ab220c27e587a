package io.boogeyman.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work on several threads at once. */
final class Parallel {
  private Parallel() {}

  /** A piece of work that knows which of the threads it is. */
  @FunctionalInterface
  interface Work {
    void run(int number) throws Exception;
  }

  static void run(int threads, Work work) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        futures.add(
            workers.submit(
                () -> {
                  work.run(number);
                  return number;
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } finally {
      workers.shutdownNow();
    }
  }
}
