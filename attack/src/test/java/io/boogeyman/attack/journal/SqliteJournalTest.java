package io.boogeyman.attack.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageDigest;
import io.boogeyman.core.prediction.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteJournalTest {
  private static final ImageDigest ONE = new ImageDigest(1, -1);
  private static final ImageDigest TWO = new ImageDigest(2, Long.MIN_VALUE);
  private static final ImageDigest THREE = new ImageDigest(3, 0);

  /** Values that lose bits on any way through text or double. */
  private static final List<Answer> ANSWERS =
      List.of(
          new Answer.Vector(0.1f, Float.MIN_VALUE, Math.nextDown(1f), 0f, 1 / 3f),
          new Answer.TopK(1000, new int[] {999, 0}, new float[] {Math.nextUp(0.5f), 1e-30f}),
          new Answer.Label(43, 42));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("run.db");
  }

  @Test
  void answers_of_all_kinds_come_back_bit_for_bit_after_it_is_opened_again() {
    try (SqliteJournal journal = SqliteJournal.open(file, "victim")) {
      journal.append(List.of(ONE, TWO, THREE), ANSWERS);
    }
    try (SqliteJournal journal = SqliteJournal.open(file, "victim")) {
      assertThat(journal.find(List.of(ONE, TWO, THREE)))
          .isEqualTo(Map.of(ONE, ANSWERS.get(0), TWO, ANSWERS.get(1), THREE, ANSWERS.get(2)));
      assertThat(journal.size()).isEqualTo(3);
    }
  }

  @Test
  void knows_nothing_of_an_image_that_was_not_asked() {
    try (SqliteJournal journal = SqliteJournal.open(file, "victim")) {
      journal.append(List.of(ONE), ANSWERS.subList(2, 3));
      assertThat(journal.find(List.of(ONE, TWO))).containsOnlyKeys(ONE);
    }
  }

  @Test
  void appended_answers_are_in_the_file_while_it_is_still_open() {
    try (SqliteJournal journal = SqliteJournal.open(file, "victim")) {
      journal.append(List.of(ONE), ANSWERS.subList(0, 1));
      try (SqliteJournal other = SqliteJournal.open(file, "victim")) {
        assertThat(other.find(List.of(ONE))).isEqualTo(Map.of(ONE, ANSWERS.get(0)));
      }
    }
  }

  @Test
  void appends_all_or_none() {
    try (SqliteJournal journal = SqliteJournal.open(file, "victim")) {
      journal.append(List.of(TWO), ANSWERS.subList(0, 1));
      assertThatThrownBy(() -> journal.append(List.of(ONE, TWO, THREE), ANSWERS))
          .isInstanceOf(JournalException.class)
          .hasMessageStartingWith("cannot write the journal " + file);
      assertThat(journal.find(List.of(ONE))).isEmpty();
      assertThat(journal.find(List.of(THREE))).isEmpty();
      assertThat(journal.size()).isEqualTo(1);
    }
  }

  @Test
  void tells_of_a_full_disk_and_keeps_what_it_has() {
    Path small = folder.resolve("small.db?max_page_count=20");
    float[] wide = new float[10_000];
    wide[0] = 1;
    try (SqliteJournal journal = SqliteJournal.open(small, "victim")) {
      journal.append(List.of(ONE), ANSWERS.subList(0, 1));
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10; i++) {
                  journal.append(List.of(new ImageDigest(7, i)), List.of(new Answer.Vector(wide)));
                }
              })
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("full")
          .hasMessageNotContaining("damaged");
      assertThat(journal.find(List.of(ONE))).isEqualTo(Map.of(ONE, ANSWERS.get(0)));
    }
  }

  @Test
  void goes_on_after_an_append_that_failed() {
    try (SqliteJournal journal = SqliteJournal.open(file, "victim")) {
      journal.append(List.of(TWO), ANSWERS.subList(0, 1));
      assertThatThrownBy(() -> journal.append(List.of(ONE, TWO), ANSWERS.subList(0, 2)))
          .isInstanceOf(JournalException.class);
      journal.append(List.of(ONE), ANSWERS.subList(1, 2));
      assertThat(journal.find(List.of(ONE))).isEqualTo(Map.of(ONE, ANSWERS.get(1)));
    }
  }

  @Test
  void keeps_the_answers_of_two_victims_apart() {
    Path file = folder.resolve("two.db");
    ImageDigest image = new ImageDigest(1, 2);
    try (SqliteJournal first = SqliteJournal.open(file, "first");
        SqliteJournal second = SqliteJournal.open(file, "second")) {
      first.append(List.of(image), List.of(new Answer.Label(3, 0)));
      assertThat(second.find(List.of(image))).isEmpty();
      second.append(List.of(image), List.of(new Answer.Label(3, 2)));
      assertThat(first.find(List.of(image))).isEqualTo(Map.of(image, new Answer.Label(3, 0)));
      assertThat(second.find(List.of(image))).isEqualTo(Map.of(image, new Answer.Label(3, 2)));
      assertThat(first.size()).isEqualTo(1);
    }
  }

  @Test
  void says_in_one_line_that_a_file_is_no_database() throws IOException {
    Files.writeString(file, "no database, but long enough to look like one ".repeat(50));
    assertOneLine(file);
  }

  @Test
  void says_in_one_line_that_a_folder_is_missing() {
    assertOneLine(folder.resolve("missing").resolve("run.db"));
  }

  @Test
  void says_in_one_line_that_the_tables_are_another_programs() throws SQLException {
    Path other = folder.resolve("other.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE answers(question TEXT, answer TEXT)");
    }
    assertOneLine(other);
  }

  private static void assertOneLine(Path file) {
    assertThatThrownBy(() -> SqliteJournal.open(file, "victim"))
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith("cannot open the journal " + file)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x''",
        "x'01'",
        "x'0100000000'",
        "x'01ffffff7f'",
        "x'010200000000'",
        "x'0205000000ffffff7f'",
        "x'020500000001000000ffffffff0000003f'",
        "x'032b0000002b000000'",
        "x'09ffffffff'"
      })
  void says_that_the_file_is_damaged_where_an_answer_is_none(String stored) throws SQLException {
    try (SqliteJournal journal = SqliteJournal.open(file, "victim")) {
      journal.append(List.of(ONE), ANSWERS.subList(0, 1));
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = connection.createStatement()) {
        statement.executeUpdate("UPDATE answers SET answer = " + stored);
      }
      assertThatThrownBy(() -> journal.find(List.of(ONE)))
          .isInstanceOf(JournalException.class)
          .hasMessageStartingWith("cannot read the journal " + file + ": a damaged answer");
    }
  }
}
