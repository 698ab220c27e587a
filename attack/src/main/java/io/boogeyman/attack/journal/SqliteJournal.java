package io.boogeyman.attack.journal;

import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.ImageDigest;
import io.boogeyman.core.prediction.Journal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * A journal in a SQLite file: table {@code answers}, one row an answer, in the order in which they
 * arrived. Write-ahead logging with a full sync at every commit: what {@link #append} returned from
 * survives a kill and a power failure.
 *
 * <p>A file holds the answers of one victim; another one's are refused, since mixing the two would
 * spoil both.
 */
public final class SqliteJournal implements Journal, AutoCloseable {
  private final Path file;
  private final Connection connection;

  private SqliteJournal(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens or makes a journal.
   *
   * @param victim identity of the API whose answers it holds
   * @throws JournalException if the file cannot be used, or holds another victim's answers
   */
  public static SqliteJournal open(Path file, String victim) {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      SqliteJournal journal = new SqliteJournal(file, connection);
      try {
        journal.prepare(victim);
      } catch (SQLException | JournalException e) {
        connection.close();
        throw e;
      }
      return journal;
    } catch (SQLException e) {
      throw new JournalException("cannot open the journal " + file + ": " + e.getMessage(), e);
    }
  }

  private void prepare(String victim) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS answers("
              + "query INTEGER PRIMARY KEY, image BLOB NOT NULL UNIQUE, answer BLOB NOT NULL)");
      statement.execute("CREATE TABLE IF NOT EXISTS victim(identity TEXT NOT NULL)");
    }
    Optional<String> recorded = recordedVictim();
    if (recorded.isEmpty()) {
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO victim(identity) VALUES (?)")) {
        insert.setString(1, victim);
        insert.executeUpdate();
      }
    } else if (!recorded.get().equals(victim)) {
      throw new JournalException(
          file
              + " holds the answers of another victim ("
              + recorded.get()
              + "); use another run folder for "
              + victim,
          null);
    }
  }

  private Optional<String> recordedVictim() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT identity FROM victim")) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    }
  }

  @Override
  public synchronized Optional<Answer> find(ImageDigest image) {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT answer FROM answers WHERE image = ?")) {
      select.setBytes(1, image.bytes());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(AnswerCodec.decode(rows.getBytes(1))) : Optional.empty();
      }
    } catch (SQLException e) {
      throw failure("read", e);
    } catch (IllegalArgumentException e) {
      throw new JournalException(
          "cannot read the journal " + file + ": a damaged answer (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public synchronized void append(List<ImageDigest> images, List<Answer> answers) {
    try {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO answers(image, answer) VALUES (?, ?)")) {
        for (int i = 0; i < images.size(); i++) {
          insert.setBytes(1, images.get(i).bytes());
          insert.setBytes(2, AnswerCodec.encode(answers.get(i)));
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw failure("write", e);
    }
  }

  @Override
  public synchronized long size() {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM answers")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw failure("read", e);
    }
  }

  private JournalException failure(String what, SQLException e) {
    return new JournalException(
        "cannot " + what + " the journal " + file + ": " + e.getMessage(), e);
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
