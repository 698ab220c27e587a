package io.boogeyman.guard.store;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.TriggerRegister;
import io.boogeyman.defend.watermark.MarkedModel;
import io.boogeyman.defend.watermark.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Clients' marked queries, over restarts. Nobody waits for them: they are written within two
 * seconds, and a kill costs those of the last two. While they cannot be written some wait in
 * memory, within a bound, and what comes then is not kept: it would be no reason to answer nobody.
 *
 * <p>Cost: a look at a map for a query that was kept lately; else its image in memory for a second,
 * and a row. Most queries have no mark, and do not come here.
 */
public final class Triggers implements TriggerRegister {
  /** Bounds how long others wait for their turn to write. */
  private static final int BYTES_A_TRANSACTION = 2 << 20;

  private static final long MOST_WAITING_BYTES = 16 << 20;

  /** Such as a camera's scene that happens to be marked, and is asked all day. */
  private static final int KNOWN = 10_000;

  private final Database database;
  private final Runnable hurry;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Boolean> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
          return size() > KNOWN;
        }
      };
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private long waitingBytes;

  /** Because a new policy says so; empty when that is done. */
  private Optional<Duration> limit = Optional.empty();

  /** With the month, since one that was too many in this may be kept in the next. */
  private record Key(
      ClientName client, MarkedModel model, String watermark, long code, Instant month) {
    static Key of(Entry entry) {
      Trigger trigger = entry.trigger();
      return new Key(
          entry.client(),
          entry.model(),
          trigger.watermark(),
          trigger.code(),
          TriggerTable.month(entry.answered()));
    }
  }

  /**
   * @param hurry asks for {@link #flush} to be called soon
   */
  Triggers(Database database, Runnable hurry) {
    this.database = database;
    this.hurry = hurry;
  }

  @Override
  public void add(Entry entry) {
    boolean many;
    lock.lock();
    try {
      Key key = Key.of(entry);
      if (waitingBytes >= MOST_WAITING_BYTES || known.get(key) != null) {
        return;
      }
      known.put(key, true);
      waiting.add(entry);
      waitingBytes += bytes(entry);
      many =
          waitingBytes >= BYTES_A_TRANSACTION && waitingBytes - bytes(entry) < BYTES_A_TRANSACTION;
    } finally {
      lock.unlock();
    }
    if (many) {
      hurry.run();
    }
  }

  private static int bytes(Entry entry) {
    return entry.trigger().image().pixels().length;
  }

  /**
   * Writes all that waits.
   *
   * @throws StoreException if it cannot be written; then it still waits
   */
  void flush() {
    for (List<Entry> part = take(); !part.isEmpty(); part = take()) {
      write(part);
    }
    shorten();
  }

  private List<Entry> take() {
    lock.lock();
    try {
      List<Entry> part = new ArrayList<>();
      int bytes = 0;
      while (!waiting.isEmpty() && bytes < BYTES_A_TRANSACTION) {
        part.add(waiting.remove());
        bytes += bytes(part.get(part.size() - 1));
      }
      return part;
    } finally {
      lock.unlock();
    }
  }

  private void write(List<Entry> part) {
    try {
      database.note(
          session -> {
            for (Entry entry : part) {
              TriggerTable.add(session, entry);
            }
            return part.size();
          });
    } catch (StoreException e) {
      putBack(part);
      throw e;
    }
    lock.lock();
    try {
      waitingBytes -= part.stream().mapToInt(Triggers::bytes).sum();
    } finally {
      lock.unlock();
    }
  }

  private void putBack(List<Entry> part) {
    lock.lock();
    try {
      for (int i = part.size() - 1; i >= 0; i--) {
        waiting.addFirst(part.get(i));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps none longer than this after its answer, as a policy says that comes into force; what was
   * to be kept for less stays so. Done with the next that is written.
   */
  public void limit(Duration retention) {
    lock.lock();
    try {
      limit = Optional.of(limit.filter(due -> due.compareTo(retention) < 0).orElse(retention));
    } finally {
      lock.unlock();
    }
  }

  private void shorten() {
    Optional<Duration> due = limit();
    if (due.isEmpty()) {
      return;
    }
    int last;
    do {
      last = database.note(session -> TriggerTable.limit(session, due.get()));
    } while (last == TriggerTable.AT_ONCE);
    lock.lock();
    try {
      if (limit.equals(due)) {
        limit = Optional.empty();
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<Duration> limit() {
    lock.lock();
    try {
      return limit;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Deletes those whose time is over.
   *
   * @throws StoreException if they cannot be deleted
   */
  void forget(Instant now) {
    int forgotten = 0;
    int last;
    do {
      last = database.note(session -> TriggerTable.forget(session, now));
      forgotten += last;
    } while (last == TriggerTable.AT_ONCE);
    if (forgotten > 0) {
      forgetKnown();
    }
  }

  private void forgetKnown() {
    lock.lock();
    try {
      known.clear();
    } finally {
      lock.unlock();
    }
  }
}
