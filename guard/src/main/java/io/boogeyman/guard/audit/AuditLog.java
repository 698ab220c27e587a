package io.boogeyman.guard.audit;

import io.boogeyman.core.file.FailureReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What happened, in a folder of JSON lines that are only added to. Each line holds the SHA-256 of
 * the one before (HMAC-SHA256 with a key), over all files, and a file beside them says how far they
 * go: what is changed, taken away or put elsewhere shows in {@link AuditVerification}. Without a
 * key, whoever may write the folder can make the whole chain anew; with one he would need the key.
 *
 * <p>A thread writes what has come meanwhile in one go and syncs once. Files are closed when they
 * are full or old; they go when the retention is over, which the chain records.
 */
public final class AuditLog implements AutoCloseable {
  private static final int AT_ONCE = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LOOKING_FOR_OLD = Duration.ofHours(1);

  private final Path folder;
  private final Clock clock;
  private final Chain chain;
  private final FileChannel lockFile;
  private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();

  /** For entries that nobody waits for. Those that somebody waits for are few, and always go in. */
  private final Semaphore room;

  private final Thread thread = new Thread(this::writeAll, "guard-audit");
  private volatile boolean closing;
  private volatile Optional<String> trouble = Optional.empty();
  private volatile int lost;
  private long lookedForOld = System.nanoTime();

  private record Entry(String text, boolean takesRoom, CompletableFuture<Void> written) {}

  private AuditLog(Path folder, int queue, Clock clock, Chain chain, FileChannel lockFile) {
    this.folder = folder;
    this.clock = clock;
    this.chain = chain;
    this.lockFile = lockFile;
    this.room = new Semaphore(queue);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Opens or begins a log.
   *
   * @param folder its own; made if it is missing
   * @param key of at least 16 bytes that seals the chain; nothing for none
   * @throws AuditException in one line, if it cannot be written, is damaged at its end, or another
   *     process writes it
   */
  public static AuditLog open(
      Path folder, AuditSettings settings, Optional<byte[]> key, Clock clock) {
    ChainDigest digest = new ChainDigest(key);
    try {
      Files.createDirectories(folder);
      FileChannel lockFile = lock(folder);
      try {
        Chain chain = Chain.open(folder, settings, digest, clock);
        chain.deleteOld();
        return new AuditLog(folder, settings.queue(), clock, chain, lockFile);
      } catch (IOException | RuntimeException e) {
        lockFile.close();
        throw e;
      }
    } catch (IOException e) {
      throw failure("open", folder, e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new AuditException("another process writes the audit log in " + folder);
    }
    return channel;
  }

  @SuppressWarnings("try") // the lock is held until the channel is closed
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static AuditException failure(String what, Path folder, IOException e) {
    return new AuditException(
        "cannot " + what + " the audit log in " + folder + ": " + FailureReason.of(e), e);
  }

  /**
   * Adds an entry; it is on disk a moment later.
   *
   * @param event what happened, in one word
   * @param details what JSON can say of it; no images
   * @throws AuditException if there is no room for some seconds
   */
  public void append(Instant at, String event, Map<String, ?> details) {
    Entry entry = new Entry(Chain.entry(at, event, details), true, new CompletableFuture<>());
    makeRoom();
    requireOpen();
    queue.add(entry);
  }

  /**
   * Adds an entry that is on disk when this returns.
   *
   * @throws AuditException if it is not on disk within some seconds; it is written when that works
   *     again
   */
  public void record(Instant at, String event, Map<String, ?> details) {
    Entry entry = new Entry(Chain.entry(at, event, details), false, new CompletableFuture<>());
    requireOpen();
    queue.add(entry);
    await(entry.written);
  }

  private void requireOpen() {
    if (closing) {
      throw new AuditException("the audit log is closed");
    }
  }

  private void makeRoom() {
    try {
      if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw full();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditException("stopped while waiting for the audit log", e);
    }
  }

  private AuditException full() {
    return new AuditException(
        trouble.orElse("the audit log in " + folder + " takes no more: its disk is too slow"));
  }

  private void await(CompletableFuture<Void> written) {
    try {
      written.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AuditException(e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw full();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditException("stopped while waiting for the audit log", e);
    }
  }

  private void writeAll() {
    List<Entry> entries = new ArrayList<>();
    try {
      while (!closing || !queue.isEmpty()) {
        Entry first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          entries.add(first);
          queue.drainTo(entries, AT_ONCE - 1);
          room.release((int) entries.stream().filter(Entry::takesRoom).count());
          writeUntilItWorks(entries);
          entries.clear();
        }
        deleteOldNowAndThen();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    entries.addAll(queue);
    lost = entries.size();
    entries.forEach(entry -> entry.written.completeExceptionally(full()));
  }

  /** Until the log is closed: then what cannot be written is lost, and closing says so. */
  private void writeUntilItWorks(List<Entry> entries) throws InterruptedException {
    while (!wrote(entries)) {
      if (closing) {
        throw new InterruptedException();
      }
      Thread.sleep(RETRY.toMillis());
    }
  }

  private boolean wrote(List<Entry> entries) {
    try {
      chain.write(entries.stream().map(Entry::text).toList());
    } catch (IOException e) {
      trouble = Optional.of(failure("write", folder, e).getMessage());
      return false;
    }
    trouble = Optional.empty();
    entries.forEach(entry -> entry.written.complete(null));
    return true;
  }

  private void deleteOldNowAndThen() {
    if (System.nanoTime() - lookedForOld > LOOKING_FOR_OLD.toNanos()) {
      lookedForOld = System.nanoTime();
      try {
        chain.deleteOld();
      } catch (IOException e) {
        trouble = Optional.of(failure("delete old files of", folder, e).getMessage());
      }
    }
  }

  /** Entries that wait for being written. */
  public int waiting() {
    return queue.size();
  }

  /** Why the last try to write failed; nothing if it did not. */
  public Optional<String> trouble() {
    return trouble;
  }

  /**
   * Writes what waits, and that the log was closed.
   *
   * @throws AuditException if entries could not be written; the log is closed all the same
   */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    try (lockFile;
        chain) {
      thread.join(2 * PATIENCE.toMillis());
      if (thread.isAlive() || lost > 0 || !queue.isEmpty()) {
        throw new AuditException(full().getMessage() + "; the last entries are lost");
      }
      chain.write(List.of(Chain.entry(clock.instant(), "closed", Map.of())));
    } catch (IOException e) {
      throw failure("close", folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
