package io.boogeyman.nn.inference;

import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Goes through images part by part. On a processor with several threads each part is computed by
 * one of them and the parts side by side, instead of each part by all threads together: images do
 * not depend on each other, so nobody waits for anybody between operations (docs/performance.md). A
 * GPU, or one thread, takes the parts one after the other.
 */
final class Workers implements AutoCloseable {
  private final Compute compute;
  private final ExecutorService threads;

  Workers(Compute compute) {
    this.compute = compute;
    this.threads =
        Executors.newFixedThreadPool(
            compute.threads(),
            task -> {
              Thread thread =
                  new Thread(
                      () -> {
                        compute.withThreads(1).claimThread();
                        task.run();
                      },
                      "predictor");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What is done with images {@code from} (inclusive) to {@code to} (exclusive). */
  @FunctionalInterface
  interface Work {
    void run(int from, int to);
  }

  /**
   * Does the work on parts of at most {@code largest} images that together are all of {@code
   * count}; the first failure is thrown when all have ended.
   */
  void forEachPart(int count, int largest, Work work) {
    if (compute.processor() == Processor.CUDA || compute.threads() == 1) {
      compute.claimThread();
      for (int from = 0; from < count; from += largest) {
        work.run(from, Math.min(from + largest, count));
      }
      return;
    }
    int each = (count + compute.threads() - 1) / compute.threads();
    int size = Math.max(1, Math.min(largest, each));
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    for (int from = 0; from < count; from += size) {
      int start = from;
      int end = Math.min(from + size, count);
      parts.add(CompletableFuture.runAsync(() -> work.run(start, end), threads));
    }
    awaitAll(parts);
  }

  /** Not to be interrupted: parts still under way hold the network's memory. */
  private static void awaitAll(List<CompletableFuture<Void>> parts) {
    try {
      CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
