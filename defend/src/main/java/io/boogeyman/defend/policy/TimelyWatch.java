package io.boogeyman.defend.policy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.defend.observation.Observation;
import io.boogeyman.defend.policy.file.DetectorSettings;
import io.boogeyman.defend.policy.file.DetectorSettings.Late;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Detectors that an answer waits for only so long. Where they compute networks of their own,
 * queries of several clients are scored in one batch. Without a limit they are scored in the thread
 * that asks, which is how an audit repeats itself.
 */
final class TimelyWatch implements AutoCloseable {
  private static final int BATCH = 128;
  private static final int THREADS = 4;

  /** Batches that may wait for detectors; those beyond are never scored. */
  private static final int WAITING = 1024;

  private final Watch watch;
  private final Optional<Duration> time;
  private final Late late;
  private final MicroBatcher<Glance, ScoredGlance> batcher;
  private final Optional<ThreadPoolExecutor> threads;

  private TimelyWatch(Watch watch, Optional<Duration> time, Late late) {
    this.watch = watch;
    this.time = time;
    this.late = late;
    this.batcher =
        new MicroBatcher<>(
            BATCH, glance -> new ScoredGlance(watch.score(glance.images(), glance.observation())));
    this.threads = time.map(limit -> threads());
  }

  /** Waits as long as it takes. */
  static TimelyWatch unhurried(Watch watch) {
    return new TimelyWatch(watch, Optional.empty(), Late.CLOSED);
  }

  static TimelyWatch of(Watch watch, Optional<DetectorSettings> settings) {
    return new TimelyWatch(
        watch,
        settings.flatMap(DetectorSettings::time),
        settings.map(DetectorSettings::whenLate).orElse(Late.CLOSED));
  }

  private static ThreadPoolExecutor threads() {
    return new ThreadPoolExecutor(
        THREADS,
        THREADS,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(WAITING),
        work -> {
          Thread thread = new Thread(work, "detectors");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Whether answers are released that detectors were too late for. */
  boolean isOpen() {
    return late == Late.OPEN;
  }

  /**
   * Scores a batch.
   *
   * @param look gives what detectors look at; takes their time
   * @param tooLate told of the scores if they come later; never, if too much waits already
   * @return empty if they did not come in time
   */
  Optional<Watch.Scores> score(
      ImageBatch images, Supplier<Optional<Observation>> look, Consumer<Watch.Scores> tooLate) {
    if (watch.isIdle()) {
      return Optional.of(scores(new Glance(images, Optional.empty())));
    }
    if (threads.isEmpty()) {
      return Optional.of(scores(new Glance(images, look.get())));
    }
    AtomicBoolean settled = new AtomicBoolean();
    try {
      return inTime(
          CompletableFuture.supplyAsync(
              () -> scored(new Glance(images, look.get()), settled, tooLate), threads.get()),
          settled);
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    }
  }

  /** In a batch with others only where that is quicker: whoever waits for others costs a switch. */
  private Watch.Scores scores(Glance glance) {
    if (watch.computesNetworks()) {
      return batcher.compute(glance).scores();
    }
    try {
      return watch.score(glance.images(), glance.observation());
    } catch (Error e) { // as the batcher has it: whoever charged for the answer gives it back
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Whoever settles first decides whether the scores are in time. */
  private Watch.Scores scored(
      Glance glance, AtomicBoolean settled, Consumer<Watch.Scores> tooLate) {
    Watch.Scores scores = scores(glance);
    if (!settled.compareAndSet(false, true) && isOpen()) {
      tooLate.accept(scores);
    }
    return scores;
  }

  private Optional<Watch.Scores> inTime(
      CompletableFuture<Watch.Scores> scoring, AtomicBoolean settled) {
    try {
      return Optional.of(scoring.get(time.orElseThrow().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return settled.compareAndSet(false, true) ? Optional.empty() : Optional.of(scoring.join());
    } catch (InterruptedException e) {
      settled.set(true);
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** Waits for what is being scored: its evidence counts, and it uses the detectors. */
  @Override
  public void close() {
    threads.ifPresent(TimelyWatch::end);
  }

  private static void end(ThreadPoolExecutor threads) {
    threads.shutdown();
    try {
      while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        threads.getQueue().clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
