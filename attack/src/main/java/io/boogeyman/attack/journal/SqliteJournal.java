package io.boogeyman.attack.journal;

import io.boogeyman.core.database.Transaction;
import io.boogeyman.core.file.FailureReason;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Journal;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteErrorCode;

/**
 * A journal in a SQLite file: table {@code answers}, one row an answer, in the order in which they
 * arrived. Write-ahead logging with a full sync at every commit: what {@link #append} returned from
 * survives a kill and a power failure.
 *
 * <p>A file may hold the answers of several victims, each seen only by who asks for that victim.
 */
public final class SqliteJournal implements Journal, AutoCloseable {
  /** What SQLite's own files want besides the answers. */
  private static final long ROOM = 4 << 20;

  /** An answer of a thousand classes, in the log and in the table, twice over. */
  private static final long ROOM_FOR_AN_ANSWER = 16 << 10;

  /** The part of SQLite's error codes that names the kind of error. */
  private static final int PRIMARY = 0xff;

  private final Path file;
  private final Connection connection;
  private final long victim;

  private SqliteJournal(Path file, Connection connection, long victim) {
    this.file = file;
    this.connection = connection;
    this.victim = victim;
  }

  /**
   * Opens or makes a journal.
   *
   * @param victim identity of the API whose answers these are; those of others are not seen
   * @throws JournalException if the file cannot be used
   */
  public static SqliteJournal open(Path file, String victim) {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try {
        createTables(connection);
        requireTables(connection);
        return new SqliteJournal(file, connection, idOf(victim, connection));
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new JournalException(
          "cannot open the journal " + file + ": " + e.getMessage() + remedy(e), e);
    }
  }

  /** A file of the same name that another program or version made is refused before it is used. */
  private static void requireTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT id, identity FROM victims LIMIT 0").close();
      statement.executeQuery("SELECT query, victim, image, answer FROM answers LIMIT 0").close();
    }
  }

  private static void createTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS victims("
              + "id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS answers("
              + "query INTEGER PRIMARY KEY, victim INTEGER NOT NULL REFERENCES victims(id), "
              + "image BLOB NOT NULL, answer BLOB NOT NULL, UNIQUE(victim, image))");
    }
  }

  private static long idOf(String identity, Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT OR IGNORE INTO victims(identity) VALUES (?)")) {
      insert.setString(1, identity);
      insert.executeUpdate();
    }
    try (PreparedStatement select =
        connection.prepareStatement("SELECT id FROM victims WHERE identity = ?")) {
      select.setString(1, identity);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  @Override
  public synchronized Map<ImageDigest, Answer> find(List<ImageDigest> images) {
    try {
      return inTransaction(
          "SELECT answer FROM answers WHERE victim = ? AND image = ?",
          select -> find(images, select));
    } catch (SQLException e) {
      throw failure("read", e);
    } catch (IllegalArgumentException e) {
      throw new JournalException(
          "cannot read the journal " + file + ": a damaged answer (" + e.getMessage() + ")", e);
    }
  }

  private Map<ImageDigest, Answer> find(List<ImageDigest> images, PreparedStatement select)
      throws SQLException {
    Map<ImageDigest, Answer> found = new HashMap<>();
    for (ImageDigest image : images) {
      select.setLong(1, victim);
      select.setBytes(2, image.bytes());
      try (ResultSet rows = select.executeQuery()) {
        if (rows.next()) {
          found.put(image, AnswerCodec.decode(rows.getBytes(1)));
        }
      }
    }
    return found;
  }

  @Override
  public void prepare(int answers) {
    long room = ROOM + answers * ROOM_FOR_AN_ANSWER;
    try {
      FileStore disk = Files.getFileStore(file);
      // Where a file system does not tell its size, the room on it means nothing.
      if (disk.getTotalSpace() > 0 && disk.getUsableSpace() < room) {
        throw new JournalException(
            String.format(
                "the disk of %s has %d KiB left; nothing is asked until there are %d MiB, since"
                    + " what is paid for could not be kept",
                file, disk.getUsableSpace() >> 10, room >> 20),
            null);
      }
    } catch (IOException e) {
      throw new JournalException(
          "cannot read how full the disk of " + file + " is: " + FailureReason.of(e), e);
    }
  }

  @Override
  public synchronized void append(List<ImageDigest> images, List<Answer> answers) {
    try {
      inTransaction(
          "INSERT INTO answers(victim, image, answer) VALUES (?, ?, ?)",
          insert -> append(images, answers, insert));
    } catch (SQLException e) {
      throw failure("write", e);
    }
  }

  private int append(List<ImageDigest> images, List<Answer> answers, PreparedStatement insert)
      throws SQLException {
    for (int i = 0; i < images.size(); i++) {
      insert.setLong(1, victim);
      insert.setBytes(2, images.get(i).bytes());
      insert.setBytes(3, AnswerCodec.encode(answers.get(i)));
      insert.addBatch();
    }
    return insert.executeBatch().length;
  }

  /** What is done with one statement, over and over. */
  @FunctionalInterface
  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  /** All of it or none; one transaction also spares each row the cost of its own. */
  private <T> T inTransaction(String sql, Work<T> work) throws SQLException {
    return Transaction.run(
        connection,
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
          }
        });
  }

  @Override
  public synchronized long size() {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT count(*) FROM answers WHERE victim = ?")) {
      select.setLong(1, victim);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw failure("read", e);
    }
  }

  private JournalException failure(String what, SQLException e) {
    return new JournalException(
        "cannot " + what + " the journal " + file + ": " + e.getMessage() + remedy(e), e);
  }

  private static String remedy(SQLException e) {
    int code = e.getErrorCode() & PRIMARY;
    boolean damaged =
        code == SQLiteErrorCode.SQLITE_CORRUPT.code
            || code == SQLiteErrorCode.SQLITE_NOTADB.code
            || code == SQLiteErrorCode.SQLITE_ERROR.code;
    return damaged ? "; it is damaged or no journal: put it right, or ask anew without it" : "";
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure("close", e);
    }
  }
}
