package io.boogeyman.guard.store;

import io.boogeyman.defend.policy.ClientName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Table {@code clients}: one row a client, of which only a later version replaces an earlier. */
final class ClientTable {
  private static final String WRITE =
      "INSERT INTO clients(client, version, level, since, seen, queries, evidence)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT(client) DO UPDATE SET"
          + " version = excluded.version, level = excluded.level, since = excluded.since,"
          + " seen = excluded.seen, queries = excluded.queries, evidence = excluded.evidence"
          + " WHERE excluded.version > clients.version";
  private static final String READ =
      "SELECT level, since, seen, queries, evidence FROM clients WHERE client = ?";
  private static final String FORGET =
      "DELETE FROM clients WHERE rowid IN (SELECT rowid FROM clients WHERE seen < ? LIMIT ?)";

  /** A transaction is short, so that nobody waits long for his turn. */
  private static final int FORGOTTEN_AT_ONCE = 200;

  private final Database database;

  ClientTable(Database database) {
    this.database = database;
  }

  /** The latest version of all rows. */
  long latestVersion() {
    return number("SELECT coalesce(max(version), 0) FROM clients");
  }

  /** How many clients there are. */
  long count() {
    return number("SELECT count(*) FROM clients");
  }

  private long number(String query) {
    return database.read(
        session -> {
          try (ResultSet rows = session.prepared(query).executeQuery()) {
            return rows.getLong(1);
          }
        });
  }

  static int write(Session session, ClientName client, long version, ClientState state)
      throws SQLException {
    PreparedStatement write = session.prepared(WRITE);
    write.setString(1, client.value());
    write.setLong(2, version);
    write.setInt(3, state.level());
    write.setLong(4, Micros.of(state.since()));
    write.setLong(5, Micros.of(state.lastSeen()));
    write.setLong(6, state.queries());
    write.setBytes(7, state.evidence());
    return write.executeUpdate();
  }

  Optional<ClientState> read(ClientName client) {
    return database.read(
        session -> {
          PreparedStatement read = session.prepared(READ);
          read.setString(1, client.value());
          try (ResultSet rows = read.executeQuery()) {
            return rows.next() ? Optional.of(state(rows)) : Optional.empty();
          }
        });
  }

  private static ClientState state(ResultSet rows) throws SQLException {
    return new ClientState(
        rows.getInt(1),
        Micros.instant(rows.getLong(2)),
        Micros.instant(rows.getLong(3)),
        rows.getLong(4),
        rows.getBytes(5));
  }

  /** Deletes clients that were last seen before an instant; how many. */
  int forget(Instant before) {
    int forgotten = 0;
    int last;
    do {
      last =
          database.note(
              session -> {
                PreparedStatement forget = session.prepared(FORGET);
                forget.setLong(1, Micros.of(before));
                forget.setInt(2, FORGOTTEN_AT_ONCE);
                return forget.executeUpdate();
              });
      forgotten += last;
    } while (last == FORGOTTEN_AT_ONCE);
    return forgotten;
  }
}
