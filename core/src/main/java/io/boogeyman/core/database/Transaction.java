package io.boogeyman.core.database;

import java.sql.Connection;
import java.sql.SQLException;

/** All of some work on a database, or none of it. */
public final class Transaction {
  private Transaction() {}

  /** What is done within it. */
  @FunctionalInterface
  public interface Work<T> {
    /**
     * Does it.
     *
     * @throws SQLException if it cannot be done
     */
    T run() throws SQLException;
  }

  /**
   * Does the work and commits it.
   *
   * @param connection which commits each statement by itself otherwise
   * @throws SQLException if it cannot be done; then none of it is
   */
  public static <T> T run(Connection connection, Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    T result;
    try {
      result = work.run();
      connection.commit();
    } catch (SQLException | RuntimeException | Error e) {
      undo(connection, e);
      throw e;
    }
    connection.setAutoCommit(true);
    return result;
  }

  /** A full disk makes SQLite undo by itself, and complain then; what failed first is told. */
  private static void undo(Connection connection, Throwable failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
