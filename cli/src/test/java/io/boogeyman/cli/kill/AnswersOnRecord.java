package io.boogeyman.cli.kill;

import io.boogeyman.core.image.ImageDigest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * The images whose answers a run's database holds. Read from a copy: opening the database itself
 * would repair what a kill has left, which is the program's to do.
 */
final class AnswersOnRecord {
  private AnswersOnRecord() {}

  /** The images, of thieves and examination alike; none where there is no database yet. */
  static Set<ImageDigest> of(Path run) throws IOException {
    if (!Files.exists(run.resolve("run.db"))) {
      return Set.of();
    }
    Path copy = Files.createTempDirectory(run.getParent(), "copy");
    for (String name : new String[] {"run.db", "run.db-wal"}) {
      if (Files.exists(run.resolve(name))) {
        Files.copy(run.resolve(name), copy.resolve(name));
      }
    }
    return read(copy.resolve("run.db"));
  }

  private static Set<ImageDigest> read(Path database) {
    Set<ImageDigest> images = new HashSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      if (!statement.executeQuery("SELECT 1 FROM sqlite_master WHERE name = 'answers'").next()) {
        return Set.of();
      }
      try (ResultSet rows = statement.executeQuery("SELECT image FROM answers")) {
        while (rows.next()) {
          images.add(ImageDigest.read(ByteBuffer.wrap(rows.getBytes(1))));
        }
      }
      return images;
    } catch (SQLException e) {
      throw new IllegalStateException("the kill has damaged " + database, e);
    }
  }
}
