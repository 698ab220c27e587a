package io.boogeyman.guard.store;

import io.boogeyman.defend.policy.ClientName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is known of each client, over restarts. Evidence is written a second later at most, the last
 * of several states only; a decision is on disk before anybody acts on it. Neither is ever
 * overtaken by what is older. In memory are those used last, within a bound; others are read from
 * disk.
 *
 * <p>What waits for being written is bounded too: who brings more waits, and if the disk fails, is
 * told. A kill costs the evidence of the last second, and no decision.
 */
public final class ClientStates {
  /** Bounds how long others wait for their turn to write. */
  private static final int BYTES_A_TRANSACTION = 2 << 20;

  private static final int STRIPES = 1 << 10;
  private static final int PATIENCE_SECONDS = 10;

  private final ClientTable table;
  private final Database database;
  private final DecisionWriter writer;
  private final StoreSettings settings;
  private final Clock clock;
  private final Runnable hurry;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final StateCache cache;
  private Map<ClientName, Pending> waiting = new LinkedHashMap<>();
  private final Map<ClientName, Pending> beingWritten = new HashMap<>();

  /** Of all that is not on disk yet, each from when it is added until it is written or replaced. */
  private long waitingBytes;

  private long versions;
  private Optional<StoreException> trouble = Optional.empty();

  /** How often clients were saved, in stripes: tells whether what was read is still the latest. */
  private final AtomicIntegerArray saves = new AtomicIntegerArray(STRIPES);

  /** A state that is not on disk yet. */
  private record Pending(long version, ClientState state) {
    int weight() {
      return StateCache.weight(state);
    }
  }

  /**
   * @param hurry asks for {@link #flush} to be called soon
   */
  ClientStates(
      Database database,
      DecisionWriter writer,
      StoreSettings settings,
      Clock clock,
      Runnable hurry) {
    this.table = new ClientTable(database);
    this.database = database;
    this.writer = writer;
    this.settings = settings;
    this.clock = clock;
    this.hurry = hurry;
    this.cache = new StateCache(settings.cachedClients(), settings.cachedBytes());
    this.versions = table.latestVersion();
  }

  /**
   * What is known of a client; nothing of one that is new, or was not seen for the retention.
   *
   * @throws StoreException if it cannot be read
   */
  public Optional<ClientState> load(ClientName client) {
    while (true) {
      int before = saves.get(stripe(client));
      Optional<ClientState> known = known(client);
      if (known.isPresent()) {
        return known.filter(this::isRetained);
      }
      Optional<ClientState> read = table.read(client);
      if (isLatest(client, before, read)) {
        return read.filter(this::isRetained);
      }
    }
  }

  private Optional<ClientState> known(ClientName client) {
    Optional<Pending> pending;
    lock.lock();
    try {
      Optional<ClientState> cached = cache.get(client);
      if (cached.isPresent()) {
        return cached;
      }
      pending =
          Optional.ofNullable(waiting.get(client))
              .or(() -> Optional.ofNullable(beingWritten.get(client)));
    } finally {
      lock.unlock();
    }
    return pending.map(Pending::state);
  }

  private boolean isLatest(ClientName client, int saves, Optional<ClientState> read) {
    lock.lock();
    try {
      boolean latest = this.saves.get(stripe(client)) == saves;
      if (latest) {
        read.ifPresent(state -> cache.put(client, state));
      }
      return latest;
    } finally {
      lock.unlock();
    }
  }

  private static int stripe(ClientName client) {
    int hash = client.hashCode();
    return (hash ^ (hash >>> 16)) & (STRIPES - 1);
  }

  private boolean isRetained(ClientState state) {
    return !state.lastSeen().isBefore(oldest());
  }

  private Instant oldest() {
    Duration retention = settings.retention();
    return clock.instant().minus(retention);
  }

  /**
   * Keeps evidence: on disk a second later at most.
   *
   * @throws StoreException if too much waits for being written already, because the disk fails
   */
  public void save(ClientName client, ClientState state) {
    lock.lock();
    try {
      awaitRoom();
      add(client, state);
      cache.put(client, state);
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom() {
    long nanos = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (waitingBytes >= settings.waitingBytes()) {
      trouble.ifPresent(
          failure -> {
            throw StoreException.again(failure);
          });
      hurry.run();
      try {
        nanos = room.awaitNanos(nanos);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreException("stopped while waiting for the disk", e);
      }
      if (nanos <= 0) {
        throw new StoreException("the disk is too slow for what is to be kept of clients", null);
      }
    }
  }

  private void add(ClientName client, ClientState state) {
    saves.incrementAndGet(stripe(client));
    Pending pending = new Pending(++versions, state);
    waitingBytes += pending.weight();
    Optional.ofNullable(waiting.put(client, pending))
        .ifPresent(old -> waitingBytes -= old.weight());
  }

  /**
   * Keeps a decision: it is on disk when this returns.
   *
   * @throws StoreException if it could not be written; it holds all the same until the program ends
   */
  public void decided(ClientName client, ClientState state) {
    Pending pending = taken(client, state);
    try {
      writer.write(session -> ClientTable.write(session, client, pending.version, state));
    } catch (StoreException e) {
      putBack(Map.of(client, pending));
      throw e;
    }
    written(Map.of(client, pending));
  }

  private Pending taken(ClientName client, ClientState state) {
    lock.lock();
    try {
      add(client, state);
      cache.put(client, state);
      Pending pending = waiting.remove(client);
      beingWritten.put(client, pending);
      return pending;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes all that waits.
   *
   * @throws StoreException if it cannot be written; then it still waits
   */
  void flush() {
    Deque<Map<ClientName, Pending>> parts = parts(takeAll());
    try {
      while (!parts.isEmpty()) {
        write(parts.element());
        written(parts.remove());
      }
      tell(Optional.empty());
    } catch (StoreException e) {
      parts.forEach(this::putBack);
      tell(Optional.of(e));
      throw e;
    }
  }

  private Map<ClientName, Pending> takeAll() {
    lock.lock();
    try {
      Map<ClientName, Pending> all = waiting;
      waiting = new LinkedHashMap<>();
      all.forEach((client, pending) -> beingWritten.merge(client, pending, ClientStates::later));
      return all;
    } finally {
      lock.unlock();
    }
  }

  private static Pending later(Pending one, Pending other) {
    return one.version > other.version ? one : other;
  }

  private static Deque<Map<ClientName, Pending>> parts(Map<ClientName, Pending> all) {
    Deque<Map<ClientName, Pending>> parts = new ArrayDeque<>();
    Map<ClientName, Pending> part = new LinkedHashMap<>();
    long bytes = 0;
    for (Map.Entry<ClientName, Pending> entry : all.entrySet()) {
      part.put(entry.getKey(), entry.getValue());
      bytes += entry.getValue().weight();
      if (bytes >= BYTES_A_TRANSACTION) {
        parts.add(part);
        part = new LinkedHashMap<>();
        bytes = 0;
      }
    }
    parts.add(part);
    return parts;
  }

  private void write(Map<ClientName, Pending> part) {
    database.note(
        session -> {
          for (Map.Entry<ClientName, Pending> entry : part.entrySet()) {
            Pending pending = entry.getValue();
            ClientTable.write(session, entry.getKey(), pending.version, pending.state);
          }
          return part.size();
        });
  }

  private void written(Map<ClientName, Pending> part) {
    lock.lock();
    try {
      part.forEach(
          (client, pending) -> {
            if (beingWritten.remove(client, pending)) {
              saves.incrementAndGet(stripe(client));
            }
            waitingBytes -= pending.weight();
          });
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Each again waits, unless a later one of its client does. */
  private void putBack(Map<ClientName, Pending> all) {
    lock.lock();
    try {
      all.forEach(
          (client, pending) -> {
            if (beingWritten.remove(client, pending) && !waiting.containsKey(client)) {
              waiting.put(client, pending);
            } else {
              waitingBytes -= pending.weight();
            }
          });
    } finally {
      lock.unlock();
    }
  }

  private void tell(Optional<StoreException> failure) {
    lock.lock();
    try {
      trouble = failure;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Why the last try to write evidence failed; nothing if it did not. */
  Optional<String> trouble() {
    lock.lock();
    try {
      return trouble.map(StoreException::getMessage);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Forgets clients that were not seen for the retention.
   *
   * @return how many
   * @throws StoreException if they cannot be deleted
   */
  public int forget() {
    return table.forget(oldest());
  }

  /**
   * How many clients are remembered.
   *
   * @throws StoreException if they cannot be counted
   */
  public long count() {
    return table.count();
  }

  /** How many clients' states are in memory. */
  public int inMemory() {
    lock.lock();
    try {
      return cache.clients();
    } finally {
      lock.unlock();
    }
  }

  /** The bytes of the states in memory, about. */
  public long bytesInMemory() {
    lock.lock();
    try {
      return cache.bytes();
    } finally {
      lock.unlock();
    }
  }
}
