package io.boogeyman.cli.run;

import io.boogeyman.core.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs independent work on a few threads. Small networks do not keep several cores busy with one
 * operation, so two trained side by side on a core each end sooner than one after the other on both
 * (docs/performance.md).
 */
final class SideBySide {

  private SideBySide() {}

  /** Runs all work, at most {@code jobs} pieces at once; the first failure ends it. */
  static <T> List<T> run(int jobs, List<Callable<T>> work) {
    ExecutorService workers =
        Executors.newFixedThreadPool(
            jobs,
            task -> {
              Thread thread = new Thread(task, "surrogate");
              thread.setDaemon(true);
              return thread;
            });
    try {
      CompletionService<T> ended = new ExecutorCompletionService<>(workers);
      List<Future<T>> futures = work.stream().map(ended::submit).toList();
      for (int i = 0; i < futures.size(); i++) {
        ended.take().get();
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      workers.shutdownNow();
    }
  }

  /** Progress of parts of one task, which share its bar. */
  static Progress within(Progress.Task whole) {
    return (name, unit, total) ->
        new Progress.Task() {
          @Override
          public void advance(long count) {
            whole.advance(count);
          }

          @Override
          public void skip(long count) {
            whole.skip(count);
          }

          @Override
          public void note(String text) {
            whole.note(name + ": " + text);
          }
        };
  }
}
