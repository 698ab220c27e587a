package io.boogeyman.guard.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

/**
 * Things to be remembered by name: what a release must not forget. Replaced whole or not at all.
 */
public final class Blobs {
  /** Half of what SQLite holds in one piece by default. */
  private static final int LONGEST = 500_000_000;

  private final Database database;
  private final DecisionWriter writer;

  Blobs(Database database, DecisionWriter writer) {
    this.database = database;
    this.writer = writer;
  }

  /**
   * Keeps a content; it is on disk when this returns.
   *
   * @throws IllegalArgumentException if it is over 500 MB
   * @throws StoreException if it cannot be written; then the old one is still there
   */
  public void put(String name, byte[] content) {
    if (content.length > LONGEST) {
      throw new IllegalArgumentException(
          name + " has " + content.length + " bytes; the store holds " + LONGEST + " at most");
    }
    writer.write(
        session -> {
          PreparedStatement write =
              session.prepared("INSERT OR REPLACE INTO blobs(name, content) VALUES (?, ?)");
          write.setString(1, name);
          write.setBytes(2, content);
          return write.executeUpdate();
        });
  }

  /**
   * What is kept by a name.
   *
   * @throws StoreException if it cannot be read
   */
  public Optional<byte[]> get(String name) {
    return database.read(
        session -> {
          PreparedStatement read = session.prepared("SELECT content FROM blobs WHERE name = ?");
          read.setString(1, name);
          try (ResultSet rows = read.executeQuery()) {
            return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
          }
        });
  }
}
