package io.boogeyman.guard.store;

import io.boogeyman.core.database.Transaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/** A connection and the statements that were prepared on it. For one thread at a time. */
final class Session implements AutoCloseable {
  private static final int BUSY_MILLIS = 10_000;

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private Session(Connection connection) {
    this.connection = connection;
  }

  /** Connects, and says how this connection shall work. */
  static Session open(String address, String... pragmas) throws SQLException {
    Session session = new Session(DriverManager.getConnection(address));
    try {
      session.execute(pragmas);
      return session;
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }

  /** Connects to a file that is only read. */
  static Session reading(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    return new Session(config.createConnection("jdbc:sqlite:" + file));
  }

  /** Executes statements that have no parameters. */
  void execute(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The statement, prepared at its first use; not to be closed. */
  PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known != null) {
      return known;
    }
    PreparedStatement made = connection.prepareStatement(sql);
    prepared.put(sql, made);
    return made;
  }

  /** All of the work or none of it. */
  <T> T inTransaction(Work<T> work) throws SQLException {
    return Transaction.run(connection, () -> work.with(this));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** What is done with a session. */
  @FunctionalInterface
  interface Work<T> {
    T with(Session session) throws SQLException;
  }
}
