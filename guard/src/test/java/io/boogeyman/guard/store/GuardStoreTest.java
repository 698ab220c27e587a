package io.boogeyman.guard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.defend.policy.ClientName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardStoreTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("guard.db");
  }

  private static GuardStore open(Path file) {
    return GuardStore.open(file, StoreSettings.standard(), Limits.none(), Clock.systemUTC());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void blobs_are_replaced_whole_and_survive_a_restart() {
    try (GuardStore store = open(file)) {
      assertThat(store.blobs().get("modelguard-s")).isEmpty();
      store.blobs().put("modelguard-s", new byte[] {1, 2, 3});
      store.blobs().put("modelguard-s", new byte[] {4});
      store.blobs().put("other", new byte[0]);
    }
    try (GuardStore store = open(file)) {
      assertThat(store.blobs().get("modelguard-s")).contains(new byte[] {4});
      assertThat(store.blobs().get("other")).contains(new byte[0]);
    }
  }

  @Test
  void a_second_one_on_the_same_file_is_refused() {
    try (GuardStore store = open(file)) {
      assertOneLine("another process uses " + file);
      assertThat(store.trouble()).isEmpty();
    }
    open(file).close();
  }

  @Test
  void says_in_one_line_that_a_file_is_no_database() throws IOException {
    Files.writeString(file, "no database, but long enough to look like one ".repeat(50));
    assertOneLine("cannot open " + file + ": ");
    assertOneLine("put back a copy of it"); // and the lock is free again
  }

  @Test
  void says_in_one_line_that_a_folder_is_missing() {
    file = folder.resolve("missing").resolve("guard.db");
    assertOneLine("there is no such file or folder");
  }

  @Test
  void says_in_one_line_that_a_database_is_another_programs() throws SQLException {
    execute("CREATE TABLE spent(account TEXT)");
    assertOneLine("it is another program's");
  }

  @Test
  void says_in_one_line_that_a_database_is_a_later_versions() throws SQLException {
    open(file).close();
    execute("PRAGMA user_version = 7");
    assertOneLine("it is of version 7, and this program's is 1");
  }

  @Test
  void says_in_one_line_that_a_page_is_damaged() throws IOException {
    try (GuardStore store = open(file)) {
      for (int i = 0; i < 50; i++) {
        ClientState state =
            new ClientState(0, Instant.EPOCH, Instant.now(), i, new byte[ClientState.LONGEST]);
        store.states().decided(new ClientName("key:" + i), state);
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 4096; i < bytes.length; i++) {
      bytes[i] ^= 0x5a;
    }
    Files.write(file, bytes);
    assertOneLine(file.toString());
  }

  private void assertOneLine(String part) {
    assertThatThrownBy(
            () -> {
              try (GuardStore store = open(file)) {
                store.states().load(new ClientName("key:1"));
              }
            })
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(part)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }
}
