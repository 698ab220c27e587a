package io.boogeyman.guard.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The SQLite file for reading, beside the process that holds it, if there is one: readers neither
 * wait for a writer of a write-ahead log nor keep it waiting (sqlite.org/wal.html, "concurrency").
 */
final class ReadDatabase implements AutoCloseable {
  private final Path file;
  private final Session session;

  private ReadDatabase(Path file, Session session) {
    this.file = file;
    this.session = session;
  }

  /**
   * @throws StoreException if it is no guard's file, or cannot be read
   */
  static ReadDatabase open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new StoreException("there is no " + file + ": no gateway kept its state there", null);
    }
    try {
      Session session = Session.reading(file);
      try {
        Database.requireGuards(session);
        return new ReadDatabase(file, session);
      } catch (SQLException e) {
        session.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Database.failure("open", file, e);
    }
  }

  /** Whether there is a table of this name: an older gateway's file may lack it. */
  boolean has(String table) {
    return read(
        open -> {
          PreparedStatement look =
              open.prepared("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
          look.setString(1, table);
          try (ResultSet rows = look.executeQuery()) {
            return rows.next();
          }
        });
  }

  <T> T read(Session.Work<T> work) {
    try {
      return work.with(session);
    } catch (SQLException e) {
      throw Database.failure("read", file, e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException e) {
      throw Database.failure("close", file, e);
    }
  }
}
