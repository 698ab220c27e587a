package io.boogeyman.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.cli.result.Surrogate;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Surrogates that were trained and measured, in the run's database under a digest of everything
 * that they depend on: what has not changed is not trained again.
 */
final class FinishedSurrogates implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection connection;

  private FinishedSurrogates(Connection connection) {
    this.connection = connection;
  }

  static FinishedSurrogates open(Path database) {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA busy_timeout = 10000");
        statement.execute(
            "CREATE TABLE IF NOT EXISTS surrogates(key TEXT PRIMARY KEY, result TEXT NOT NULL)");
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new FinishedSurrogates(connection);
    } catch (SQLException e) {
      throw failure("open", e);
    }
  }

  synchronized Optional<Surrogate> find(String key) {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT result FROM surrogates WHERE key = ?")) {
      select.setString(1, key);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(JSON.readValue(rows.getString(1), Surrogate.class))
            : Optional.empty();
      }
    } catch (SQLException | JsonProcessingException e) {
      throw failure("read", e);
    }
  }

  synchronized void record(String key, Surrogate surrogate) {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO surrogates(key, result) VALUES (?, ?)")) {
      insert.setString(1, key);
      insert.setString(2, JSON.writeValueAsString(surrogate));
      insert.executeUpdate();
    } catch (SQLException | JsonProcessingException e) {
      throw failure("write", e);
    }
  }

  private static IllegalStateException failure(String what, Exception e) {
    return new IllegalStateException(
        "cannot " + what + " the run's database: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure("close", e);
    }
  }
}
