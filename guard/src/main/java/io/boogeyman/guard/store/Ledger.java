package io.boogeyman.guard.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;

/**
 * Table {@code spent}: the images reserved for an account on a day. Months and all time are sums of
 * days, so that a limit which a policy names later has counted from the beginning.
 */
final class Ledger {
  /** Where days are added up that no window asks for one by one: 1970-01-01. */
  private static final long LONG_AGO = 0;

  /** More than a month, and as much as a clock that jumps may be wrong. */
  private static final int DAYS_KEPT = 100;

  private static final String ADD =
      "INSERT INTO spent(account, day, images) VALUES (?, ?, ?)"
          + " ON CONFLICT(account, day) DO UPDATE SET images = images + excluded.images";
  private static final String SUMS =
      "SELECT coalesce(sum(CASE WHEN day = ?2 THEN images END), 0),"
          + " coalesce(sum(CASE WHEN day BETWEEN ?3 AND ?4 THEN images END), 0),"
          + " coalesce(sum(images), 0) FROM spent WHERE account = ?1";
  private static final String ADD_UP =
      "INSERT INTO spent(account, day, images)"
          + " SELECT account, ?, sum(images) FROM spent WHERE day > ? AND day < ? GROUP BY account"
          + " ON CONFLICT(account, day) DO UPDATE SET images = images + excluded.images";
  private static final String FORGET = "DELETE FROM spent WHERE day > ? AND day < ?";

  private final Database database;
  private final DecisionWriter writer;

  Ledger(Database database, DecisionWriter writer) {
    this.database = database;
    this.writer = writer;
  }

  /** Reserves images, or gives back, if their number is negative. */
  CompletableFuture<Void> add(String account, LocalDate day, long images) {
    return writer.begin(session -> add(session, account, day, images));
  }

  private static int add(Session session, String account, LocalDate day, long images)
      throws SQLException {
    PreparedStatement add = session.prepared(ADD);
    add.setString(1, account);
    add.setLong(2, day.toEpochDay());
    add.setLong(3, images);
    return add.executeUpdate();
  }

  /** What is reserved, in the windows that a day is in. */
  Spending sums(String account, LocalDate day) {
    return database.read(
        session -> {
          PreparedStatement sums = session.prepared(SUMS);
          sums.setString(1, account);
          sums.setLong(2, day.toEpochDay());
          sums.setLong(3, day.withDayOfMonth(1).toEpochDay());
          sums.setLong(4, day.withDayOfMonth(1).plusMonths(1).minusDays(1).toEpochDay());
          try (ResultSet rows = sums.executeQuery()) {
            return new Spending(rows.getLong(1), rows.getLong(2), rows.getLong(3));
          }
        });
  }

  /** Adds up the days that are long past. */
  void addUp(LocalDate today) {
    long before = today.minusDays(DAYS_KEPT).toEpochDay();
    writer.write(
        session -> {
          PreparedStatement addUp = session.prepared(ADD_UP);
          addUp.setLong(1, LONG_AGO);
          addUp.setLong(2, LONG_AGO);
          addUp.setLong(3, before);
          addUp.executeUpdate();
          PreparedStatement forget = session.prepared(FORGET);
          forget.setLong(1, LONG_AGO);
          forget.setLong(2, before);
          return forget.executeUpdate();
        });
  }
}
