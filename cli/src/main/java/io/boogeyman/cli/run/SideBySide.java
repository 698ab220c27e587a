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
import java.util.concurrent.TimeUnit;

/**
 * Runs independent work on a few threads. Small networks do not keep several cores busy with one
 * operation, so two trained side by side on a core each end sooner than one after the other on both
 * (docs/performance.md).
 *
 * <p>The first failure stops the rest where it next tells of its progress, between two steps of a
 * training, and is thrown when all have ended: nobody writes into a run's folder, or holds native
 * memory, after the folder was let go of.
 */
@SuppressWarnings("try") // a seat is there to be given back, not to be read
public final class SideBySide {
  private final int jobs;
  private final Seats seats;
  private volatile boolean stopped;

  /**
   * @param jobs pieces of work at once
   */
  public SideBySide(int jobs) {
    this(jobs, new Seats(jobs));
  }

  /**
   * @param jobs pieces of work at once
   * @param seats that are shared with other work; these jobs together take them all, or one each
   *     where there are fewer
   */
  SideBySide(int jobs, Seats seats) {
    this.jobs = jobs;
    this.seats = seats;
  }

  /**
   * Runs all work, once; the results are in the order of the work.
   *
   * @throws IllegalStateException of a checked exception that the work throws, which is its cause
   */
  public <T> List<T> run(List<Callable<T>> work) {
    ExecutorService workers = Executors.newFixedThreadPool(jobs, SideBySide::thread);
    try {
      CompletionService<T> ended = new ExecutorCompletionService<>(workers);
      List<Future<T>> futures = work.stream().map(piece -> submit(piece, ended)).toList();
      for (int i = 0; i < futures.size(); i++) {
        ended.take().get();
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      stopped = true;
      awaitAll(workers);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "side by side");
    thread.setDaemon(true);
    return thread;
  }

  private <T> Future<T> submit(Callable<T> piece, CompletionService<T> workers) {
    return workers.submit(
        () -> {
          goOn();
          try (Seats.Taken seat = seats.share(jobs)) {
            goOn(); // it may have waited for long
            return piece.call();
          }
        });
  }

  private void goOn() {
    if (stopped) {
      throw new CancellationException("stopped, since another one has failed");
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException cause
        ? cause
        : new IllegalStateException(failure.getMessage(), failure);
  }

  /** Not to be interrupted: what is still under way holds the folder and native memory. */
  private static void awaitAll(ExecutorService workers) {
    workers.shutdown();
    boolean interrupted = false;
    while (!workers.isTerminated()) {
      try {
        workers.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Progress of parts of one task, which share its bar; where it is told of, work can stop. */
  public Progress within(Progress.Task whole) {
    return (name, unit, total) ->
        new Progress.Task() {
          @Override
          public void advance(long count) {
            whole.advance(count);
            goOn();
          }

          @Override
          public void skip(long count) {
            whole.skip(count);
          }

          @Override
          public void note(String text) {
            goOn(); // who chooses queries tells of nothing else for long
            whole.note(text.isEmpty() ? "" : name + ": " + text);
          }
        };
  }
}
