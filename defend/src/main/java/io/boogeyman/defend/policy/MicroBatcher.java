package io.boogeyman.defend.policy;

import io.boogeyman.core.prediction.PredictionException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;

/**
 * Computes what several threads ask for in one batch: whoever finds nobody computing computes for
 * all who wait. A request alone waits for nobody; under load batches grow by themselves, to what
 * waits.
 *
 * @param <I> what is asked: some items
 * @param <R> what comes of them
 */
final class MicroBatcher<I extends MicroBatcher.Items<I>, R extends MicroBatcher.Results<R>> {

  /** Some items that can be asked about together with others. */
  interface Items<I> {
    /** How many. */
    int count();

    /** All of them, in order. */
    I joined(List<I> all);
  }

  /** What came of some items. */
  interface Results<R> {
    /** What came of those from {@code from} (inclusive) to {@code to} (exclusive). */
    R part(int from, int to);
  }

  private record Waiting<I, R>(I items, CompletableFuture<R> result) {}

  private final int most;
  private final Function<I, R> computation;
  private final Deque<Waiting<I, R>> queue = new ArrayDeque<>();
  private boolean computing;

  /**
   * @param most items in one batch, unless one request alone has more
   * @param computation used by one thread at a time
   */
  MicroBatcher(int most, Function<I, R> computation) {
    this.most = most;
    this.computation = computation;
  }

  /** What comes of these items. */
  R compute(I items) {
    CompletableFuture<R> mine = new CompletableFuture<>();
    boolean lead;
    synchronized (queue) {
      queue.add(new Waiting<>(items, mine));
      lead = !computing;
      computing = true;
    }
    if (lead) {
      lead(mine);
    }
    return result(mine);
  }

  /** Computes until one's own is done, and leaves the rest to another thread. */
  private void lead(CompletableFuture<R> mine) {
    while (!mine.isDone()) {
      compute(next());
    }
    boolean more;
    synchronized (queue) {
      more = !queue.isEmpty();
      computing = more;
    }
    if (more) {
      ForkJoinPool.commonPool().execute(this::drain);
    }
  }

  private void drain() {
    while (true) {
      synchronized (queue) {
        if (queue.isEmpty()) {
          computing = false;
          return;
        }
      }
      compute(next());
    }
  }

  private List<Waiting<I, R>> next() {
    List<Waiting<I, R>> batch = new ArrayList<>();
    synchronized (queue) {
      int items = 0;
      while (!queue.isEmpty()
          && (batch.isEmpty() || items + queue.peek().items().count() <= most)) {
        Waiting<I, R> waiting = queue.remove();
        items += waiting.items().count();
        batch.add(waiting);
      }
    }
    return batch;
  }

  private void compute(List<Waiting<I, R>> batch) {
    try {
      I first = batch.get(0).items();
      R whole =
          computation.apply(
              batch.size() == 1
                  ? first
                  : first.joined(batch.stream().map(Waiting::items).toList()));
      int from = 0;
      for (Waiting<I, R> waiting : batch) {
        int to = from + waiting.items().count();
        waiting.result().complete(batch.size() == 1 ? whole : whole.part(from, to));
        from = to;
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(waiting -> waiting.result().completeExceptionally(e));
    }
  }

  private R result(CompletableFuture<R> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof PredictionException failed
          ? failed
          : new IllegalStateException(e.getCause().getMessage(), e.getCause());
    }
  }
}
