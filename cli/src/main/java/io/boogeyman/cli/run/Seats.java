package io.boogeyman.cli.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/**
 * Places for work that computes, shared by thefts that go on side by side: as many copies are
 * trained at once as there are places, whichever thefts they belong to. First come, first served,
 * so that what needs all of them is not kept waiting for ever by what needs one.
 */
public final class Seats {
  private final int count;
  private final Semaphore free;

  /**
   * @param count places, at least 1
   */
  public Seats(int count) {
    this.count = count;
    this.free = new Semaphore(count, true);
  }

  /** How many there are, taken or free. */
  public int count() {
    return count;
  }

  /** Places that are taken. */
  interface Taken extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for as many places as fall to each of so many who share all of them; one at least. */
  Taken share(int sharers) {
    return take(Math.max(1, count / sharers));
  }

  /** Waits for all places. */
  Taken all() {
    return take(count);
  }

  private Taken take(int places) {
    try {
      free.acquire(places);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
    return () -> free.release(places);
  }
}
