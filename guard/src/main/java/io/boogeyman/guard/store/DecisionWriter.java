package io.boogeyman.guard.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Group commit: whatever waits goes to disk in one transaction, with one sync. A thread of its own
 * writes; nobody else ever waits for a disk unless he wants to.
 */
final class DecisionWriter implements AutoCloseable {
  /** Of a transaction; a disk's sync costs more than so many rows. */
  private static final int MOST = 1024;

  /** A disk that takes longer is broken as far as a request is concerned. */
  private static final int PATIENCE_SECONDS = 10;

  private final Database database;

  /** Bounded by those who wait, and by one lease an account. */
  private final LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();

  private final Thread thread = new Thread(this::writeAll, "guard-decisions");
  private volatile boolean closing;

  private record Task(Session.Work<?> work, CompletableFuture<Void> done) {}

  DecisionWriter(Database database) {
    this.database = database;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Writes in the background.
   *
   * @return done when it is on disk; a {@link StoreException} if it could not be written
   */
  CompletableFuture<Void> begin(Session.Work<?> work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (closing) {
      done.completeExceptionally(new StoreException("the store is closed", null));
    } else {
      queue.add(new Task(work, done));
    }
    return done;
  }

  /**
   * Writes, and returns when it is on disk.
   *
   * @throws StoreException if it could not be written
   */
  void write(Session.Work<?> work) {
    await(begin(work));
  }

  /**
   * Waits for what was begun.
   *
   * @throws StoreException if it could not be written
   */
  static void await(CompletableFuture<Void> begun) {
    try {
      begun.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreException failure
          ? StoreException.again(failure)
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new StoreException(
          "the disk has not written for " + PATIENCE_SECONDS + " s what must be kept", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("stopped while waiting for the disk", e);
    }
  }

  private void writeAll() {
    List<Task> tasks = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      try {
        Task first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          tasks.add(first);
          queue.drainTo(tasks, MOST - 1);
          write(tasks);
          tasks.clear();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void write(List<Task> tasks) {
    try {
      database.decide(
          session -> {
            for (Task task : tasks) {
              task.work.with(session);
            }
            return tasks.size();
          });
    } catch (RuntimeException e) {
      failed(tasks, e);
      return;
    }
    tasks.forEach(task -> task.done.complete(null));
  }

  /** One that cannot be written must not keep the others from it. */
  private void failed(List<Task> tasks, RuntimeException failure) {
    if (tasks.size() > 1) {
      tasks.forEach(task -> write(List.of(task)));
    } else {
      tasks.get(0).done.completeExceptionally(failure);
    }
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Task> left = new ArrayList<>();
    queue.drainTo(left);
    StoreException closed = new StoreException("the store is closed", null);
    left.forEach(task -> task.done.completeExceptionally(closed));
  }
}
