package io.boogeyman.guard.store;

import io.boogeyman.core.file.FailureReason;
import io.boogeyman.core.text.OneLine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteErrorCode;

/**
 * The SQLite file, held by one process at a time. Connections in write-ahead logging: what was
 * decided is written with a full sync at every commit; evidence without one, so that it survives a
 * kill, but may lose its last seconds in a power failure (sqlite.org/pragma.html, "synchronous"); a
 * third one reads, and waits for neither; a fourth one copies the log.
 *
 * <p>SQLite has one writer at a time and lets others poll for their turn. A fair lock of ours in
 * front of it makes them take turns instead. The log is copied into the file from time to time by
 * whoever keeps house, not by a commit that somebody waits for.
 */
final class Database implements AutoCloseable {
  /** Marks the file as a guard's: "bmyg". */
  private static final int APPLICATION = 0x626d7967;

  private static final int VERSION = 1;

  /** Of 4 KiB each: a log of 64 MiB. */
  private static final int LONG_LOG_PAGES = 16 << 10;

  /** The part of SQLite's error codes that names the kind of error. */
  private static final int PRIMARY = 0xff;

  private static final String[] TABLES = {
    "CREATE TABLE IF NOT EXISTS spent("
        + "account TEXT NOT NULL, day INTEGER NOT NULL, images INTEGER NOT NULL, "
        + "PRIMARY KEY(account, day)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS clients("
        + "client TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, level INTEGER NOT NULL, "
        + "since INTEGER NOT NULL, seen INTEGER NOT NULL, queries INTEGER NOT NULL, "
        + "evidence BLOB NOT NULL)",
    "CREATE INDEX IF NOT EXISTS clients_by_seen ON clients(seen)",
    "CREATE TABLE IF NOT EXISTS blobs(name TEXT PRIMARY KEY NOT NULL, content BLOB NOT NULL)"
  };

  private final Path file;
  private final FileChannel lockFile;
  private final Session decisions;
  private final Session evidence;
  private final Session reader;
  private final Session copier;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final ReentrantLock reading = new ReentrantLock();

  private Database(
      Path file,
      FileChannel lockFile,
      Session decisions,
      Session evidence,
      Session reader,
      Session copier) {
    this.file = file;
    this.lockFile = lockFile;
    this.decisions = decisions;
    this.evidence = evidence;
    this.reader = reader;
    this.copier = copier;
  }

  /**
   * Opens or makes the file.
   *
   * @throws StoreException if it cannot be used, or another process has it
   */
  static Database open(Path file) {
    FileChannel lockFile = lock(file);
    try {
      String address = "jdbc:sqlite:" + file;
      Session decisions = Session.open(address, "PRAGMA busy_timeout = 10000");
      try {
        prepare(decisions);
        return new Database(
            file, lockFile, decisions, evidence(address), reader(address), evidence(address));
      } catch (SQLException e) {
        decisions.close();
        throw e;
      }
    } catch (SQLException e) {
      close(lockFile);
      throw failure("open", file, e);
    }
  }

  private static Session evidence(String address) throws SQLException {
    return Session.open(
        address,
        "PRAGMA busy_timeout = 10000",
        "PRAGMA synchronous = NORMAL",
        "PRAGMA wal_autocheckpoint = 0");
  }

  private static Session reader(String address) throws SQLException {
    return Session.open(address, "PRAGMA busy_timeout = 10000", "PRAGMA query_only = ON");
  }

  private static void prepare(Session session) throws SQLException {
    if (number(session, "SELECT count(*) FROM sqlite_master") > 0) {
      requireGuards(session);
    }
    session.execute(
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA wal_autocheckpoint = 0",
        "PRAGMA application_id = " + APPLICATION,
        "PRAGMA user_version = " + VERSION);
    session.execute(TABLES);
    session.execute(TriggerTable.TABLES);
  }

  /** Refuses what is not a guard's of this version. */
  static void requireGuards(Session session) throws SQLException {
    int version = number(session, "PRAGMA user_version");
    if (number(session, "PRAGMA application_id") != APPLICATION) {
      throw new SQLException("it is another program's");
    }
    if (version != VERSION) {
      throw new SQLException("it is of version " + version + ", and this program's is " + VERSION);
    }
  }

  private static int number(Session session, String query) throws SQLException {
    try (ResultSet rows = session.prepared(query).executeQuery()) {
      return rows.getInt(1);
    }
  }

  private static FileChannel lock(Path file) {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new StoreException("another process uses " + file + "; a guard needs its own", null);
      }
      return channel;
    } catch (IOException e) {
      throw new StoreException("cannot open " + file + ": " + FailureReason.of(e), e);
    }
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

  /** Writes what is on disk when this returns. */
  <T> T decide(Session.Work<T> work) {
    return write(decisions, work);
  }

  /** Writes what survives a kill. */
  <T> T note(Session.Work<T> work) {
    return write(evidence, work);
  }

  private <T> T write(Session session, Session.Work<T> work) {
    writing.lock();
    try {
      return session.inTransaction(work);
    } catch (SQLException e) {
      throw failure("write", file, e);
    } finally {
      writing.unlock();
    }
  }

  /** Reads what was written last. */
  <T> T read(Session.Work<T> work) {
    reading.lock();
    try {
      return work.with(reader);
    } catch (SQLException e) {
      throw failure("read", file, e);
    } finally {
      reading.unlock();
    }
  }

  /**
   * Copies the log into the file, as far as no reader needs it. Syncs; readers and writers go on
   * meanwhile (sqlite.org/wal.html, "passive"). If they do so without a pause the log never begins
   * anew, so once it is long, writers wait until its end is copied.
   */
  synchronized void copyLog() {
    try {
      int pages = copyLog("PASSIVE");
      if (pages > LONG_LOG_PAGES) {
        writing.lock();
        try {
          copyLog("RESTART");
        } finally {
          writing.unlock();
        }
      }
    } catch (SQLException e) {
      throw failure("write", file, e);
    }
  }

  /** Pages in the log. */
  private int copyLog(String how) throws SQLException {
    String checkpoint = "PRAGMA wal_checkpoint(" + how + ")";
    try (ResultSet rows = copier.prepared(checkpoint).executeQuery()) {
      return rows.getInt(2);
    }
  }

  static StoreException failure(String what, Path file, SQLException e) {
    int code = e.getErrorCode() & PRIMARY;
    boolean damaged =
        code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code;
    return new StoreException(
        OneLine.of(
            "cannot "
                + what
                + " "
                + file
                + ": "
                + e.getMessage()
                + (damaged ? "; put back a copy of it" : "")),
        e);
  }

  @Override
  public void close() {
    writing.lock();
    reading.lock();
    try (lockFile) {
      copier.close();
      reader.close();
      evidence.close();
      decisions.close();
    } catch (SQLException e) {
      throw failure("close", file, e);
    } catch (IOException e) {
      throw new StoreException("cannot let go of " + file + ": " + FailureReason.of(e), e);
    } finally {
      reading.unlock();
      writing.unlock();
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("cannot let go of a lock: " + FailureReason.of(e), e);
    }
  }
}
