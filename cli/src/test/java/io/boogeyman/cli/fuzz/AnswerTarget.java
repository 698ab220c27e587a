package io.boogeyman.cli.fuzz;

import io.boogeyman.attack.journal.JournalException;
import io.boogeyman.attack.journal.SqliteJournal;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Answers in a journal: the bytes of one are replaced. */
public final class AnswerTarget {
  private static final Promise PROMISE = Promise.throwingOnly(JournalException.class);
  private static final Path FILE = new Scratch().folder().resolve("run.db");
  private static final ImageDigest IMAGE =
      ImageDigest.of(new ImageBatch(ImageShape.square(1), new byte[3]), 0);
  private static final SqliteJournal JOURNAL = journal();
  private static final Connection CONNECTION = connection();

  private AnswerTarget() {}

  /** Finds the input as an answer. */
  public static void fuzzerTestOneInput(byte[] input) throws SQLException {
    try (PreparedStatement update = CONNECTION.prepareStatement("UPDATE answers SET answer = ?")) {
      update.setBytes(1, input);
      update.executeUpdate();
    }
    PROMISE.holdsFor(
        input.length,
        () -> {
          Answer answer = JOURNAL.find(List.of(IMAGE)).get(IMAGE);
          if (answer.top() < 0 || answer.top() >= answer.classes()) {
            throw new AssertionError("class " + answer.top() + " of " + answer.classes());
          }
          new Granularity.Label().release(answer);
        });
  }

  private static SqliteJournal journal() {
    SqliteJournal journal = SqliteJournal.open(FILE, "victim");
    journal.append(List.of(IMAGE), List.of(new Answer.Label(2, 1)));
    return journal;
  }

  private static Connection connection() {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + FILE);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA synchronous = OFF");
      }
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
