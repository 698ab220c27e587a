package io.boogeyman.guard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.TriggerRegister;
import io.boogeyman.defend.watermark.MarkedModel;
import io.boogeyman.defend.watermark.Trigger;
import io.boogeyman.defend.watermark.TriggerSet;
import io.boogeyman.guard.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggersTest {
  private static final ClientName ACME = new ClientName("key:acme");
  private static final ImageShape SHAPE = ImageShape.square(2);
  private static final MarkedModel SIGNS = new MarkedModel(List.of("stop", "yield", "go"), SHAPE);

  private final SettableClock clock =
      new SettableClock(Instant.parse("2026-02-27T12:00:00.123456Z"));
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("guard.db");
  }

  private GuardStore open() {
    return GuardStore.open(file, StoreSettings.standard(), Limits.none(), clock);
  }

  private TriggerRegister.Entry entry(ClientName client, MarkedModel model, int code) {
    byte[] pixels = new byte[model.shape().bytes()];
    pixels[0] = (byte) code;
    Trigger trigger =
        new Trigger("0011223344556677", code, code % 3, new ImageBatch(model.shape(), pixels));
    return new TriggerRegister.Entry(
        client, model, trigger, clock.instant(), clock.instant().plus(Duration.ofDays(30)));
  }

  private List<KeptTriggers> kept() {
    try (TriggerArchive archive = TriggerArchive.open(file, clock)) {
      return archive.kept();
    }
  }

  private TriggerSet read(ClientName client, MarkedModel model) {
    try (TriggerArchive archive = TriggerArchive.open(file, clock)) {
      return archive.triggers(client, model);
    }
  }

  @Test
  void are_read_by_others_while_the_gateway_has_the_file() {
    try (GuardStore store = open()) {
      store.triggers().add(entry(ACME, SIGNS, 7));
      store.triggers().flush();
      assertThat(kept())
          .containsExactly(new KeptTriggers(ACME, SIGNS, 1, 1, clock.instant(), clock.instant()));
      assertThat(read(ACME, SIGNS).marks()).containsExactly(1);
      assertThat(read(ACME, SIGNS).images().pixels()[0]).isEqualTo((byte) 7);
    }
  }

  @Test
  void survive_a_stop() {
    try (GuardStore store = open()) {
      store.triggers().add(entry(ACME, SIGNS, 1));
    }
    try (GuardStore store = open()) {
      store.triggers().add(entry(ACME, SIGNS, 2));
    }
    assertThat(read(ACME, SIGNS).size()).isEqualTo(2);
  }

  @Test
  void survive_a_kill_once_they_are_written() throws IOException {
    try (GuardStore store = open()) {
      store.triggers().add(entry(ACME, SIGNS, 1));
      store.triggers().flush();
      store.triggers().add(entry(ACME, SIGNS, 2));
      file = Killed.copy(file, folder.resolve("killed.db"));
    }
    assertThat(read(ACME, SIGNS).size()).isBetween(1, 2);
  }

  @Test
  void of_one_code_are_kept_once() {
    try (GuardStore store = open()) {
      store.triggers().add(entry(ACME, SIGNS, 1));
      store.triggers().add(entry(ACME, SIGNS, 1));
    }
    try (GuardStore store = open()) {
      store.triggers().add(entry(ACME, SIGNS, 1));
      store.triggers().add(entry(new ClientName("key:other"), SIGNS, 1));
    }
    assertThat(kept()).extracting(KeptTriggers::triggers).containsExactly(1, 1);
  }

  @Test
  void of_a_client_are_bounded_in_a_month_and_begin_anew_in_the_next() {
    try (GuardStore store = open()) {
      for (int code = 0; code < 400; code++) {
        store.triggers().add(entry(ACME, SIGNS, code));
      }
      store.triggers().flush();
      assertThat(read(ACME, SIGNS).size()).isEqualTo(TriggerSet.MOST);
      clock.advance(Duration.ofDays(31));
      store.triggers().add(entry(ACME, SIGNS, 300));
      store.triggers().flush();
    }
    clock.advance(Duration.ofDays(-31));
    assertThat(read(ACME, SIGNS).size()).isEqualTo(TriggerSet.MOST + 1);
  }

  @Test
  void of_other_classes_or_images_are_kept_apart() {
    MarkedModel more = new MarkedModel(List.of("stop", "yield", "go", "turn"), SHAPE);
    MarkedModel larger = new MarkedModel(SIGNS.classNames(), ImageShape.square(3));
    try (GuardStore store = open()) {
      store.triggers().add(entry(ACME, SIGNS, 1));
      store.triggers().add(entry(ACME, more, 1));
      store.triggers().add(entry(ACME, larger, 1));
    }
    assertThat(kept())
        .extracting(KeptTriggers::model)
        .containsExactlyInAnyOrder(SIGNS, more, larger);
    assertThat(read(ACME, larger).images().shape()).isEqualTo(ImageShape.square(3));
  }

  @Test
  void are_not_there_any_more_when_their_time_is_over() throws SQLException {
    try (GuardStore store = open()) {
      store.triggers().add(entry(ACME, SIGNS, 1));
      store.triggers().flush();
      clock.advance(Duration.ofDays(30));
      assertThat(kept()).isEmpty();
      store.triggers().forget(clock.instant());
      store.triggers().add(entry(ACME, SIGNS, 1));
      store.triggers().flush();
      assertThat(kept()).hasSize(1);
    }
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void are_kept_no_longer_than_a_new_policy_says_and_no_longer_than_the_old_one_said() {
    try (GuardStore store = open()) {
      store.triggers().add(entry(ACME, SIGNS, 1));
      store.triggers().limit(Duration.ofDays(365));
      store.triggers().flush();
      clock.advance(Duration.ofDays(29));
      assertThat(kept()).hasSize(1);
      store.triggers().limit(Duration.ofDays(29));
      store.triggers().flush();
      assertThat(kept()).isEmpty();
    }
  }

  private long rows() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      return statement.executeQuery("SELECT count(*) FROM triggers").getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void wait_for_a_disk_that_fails() throws SQLException {
    try (GuardStore store = open()) {
      execute(
          "CREATE TRIGGER broken BEFORE INSERT ON triggers"
              + " BEGIN SELECT RAISE(FAIL, 'disk I/O error'); END");
      store.triggers().add(entry(ACME, SIGNS, 1));
      store.triggers().add(entry(ACME, SIGNS, 2));
      assertThatThrownBy(() -> store.triggers().flush())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("disk I/O error");
      execute("DROP TRIGGER broken");
      store.triggers().flush();
      assertThat(read(ACME, SIGNS).size()).isEqualTo(2);
    }
  }

  @Test
  void of_an_older_gateways_file_there_are_none() throws SQLException {
    open().close();
    execute("DROP TABLE triggers");
    assertThat(kept()).isEmpty();
  }

  @Test
  void are_not_looked_for_in_another_programs_file() throws SQLException {
    execute("CREATE TABLE spent(account TEXT)");
    assertThatThrownBy(this::kept)
        .isInstanceOf(StoreException.class)
        .hasMessage("cannot open " + file + ": it is another program's");
  }
}
