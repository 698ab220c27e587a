package io.boogeyman.guard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.guard.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientStatesTest {
  private static final ClientName ACME = new ClientName("key:acme");
  private static final ClientName OTHER = new ClientName("jwt:ödipus");
  private static final Instant NOON = Instant.parse("2026-02-27T12:00:00.123456Z");
  private static final StoreSettings SETTINGS = StoreSettings.standard();

  @TempDir private Path folder;
  private Path file;
  private final SettableClock clock = new SettableClock(NOON);

  @BeforeEach
  void nameFile() {
    file = folder.resolve("guard.db");
  }

  private GuardStore open() {
    return open(file, SETTINGS);
  }

  private GuardStore open(Path file, StoreSettings settings) {
    return GuardStore.open(file, settings, Limits.none(), clock);
  }

  private static ClientState state(int level, long queries, int bytes) {
    byte[] evidence = new byte[bytes];
    new SplittableRandom(queries).nextBytes(evidence);
    return new ClientState(level, NOON.minusSeconds(5), NOON, queries, evidence);
  }

  @Test
  void a_restart_forgets_nothing() {
    ClientState evidence = state(0, 3, ClientState.LONGEST);
    ClientState decision = state(2, 500, 0);
    try (GuardStore store = open()) {
      store.states().save(ACME, evidence);
      store.states().decided(OTHER, decision);
    }
    try (GuardStore store = open()) {
      assertThat(store.states().load(ACME)).contains(evidence);
      assertThat(store.states().load(OTHER)).contains(decision);
      assertThat(store.states().count()).isEqualTo(2);
    }
  }

  @Test
  void knows_nothing_of_a_new_client() {
    try (GuardStore store = open()) {
      assertThat(store.states().load(ACME)).isEmpty();
    }
  }

  @Test
  void a_decision_is_on_disk_when_it_returns() throws IOException {
    Path left = folder.resolve("left.db");
    try (GuardStore store = open()) {
      store.states().decided(ACME, state(3, 9, 10));
      Killed.copy(file, left);
    }
    try (GuardStore store = open(left, SETTINGS)) {
      assertThat(store.states().load(ACME)).contains(state(3, 9, 10));
    }
  }

  @Test
  void evidence_is_on_disk_once_flushed_and_known_before() throws IOException {
    Path left = folder.resolve("left.db");
    try (GuardStore store = open(file, SETTINGS.withCache(1, 0))) {
      store.states().save(ACME, state(0, 1, 10));
      store.states().save(OTHER, state(0, 2, 10));
      assertThat(store.states().load(ACME)).contains(state(0, 1, 10));
      store.states().flush();
      Killed.copy(file, left);
    }
    try (GuardStore store = open(left, SETTINGS)) {
      assertThat(store.states().load(ACME)).contains(state(0, 1, 10));
      assertThat(store.states().load(OTHER)).contains(state(0, 2, 10));
    }
  }

  @Test
  void evidence_is_written_within_seconds_by_itself() throws Exception {
    try (GuardStore store = open()) {
      store.states().save(ACME, state(0, 1, 10));
      for (int tries = 0; store.states().count() == 0 && tries < 500; tries++) {
        Thread.sleep(10);
      }
      assertThat(store.states().count()).isEqualTo(1);
    }
  }

  @Test
  void evidence_that_is_older_never_overtakes_a_decision() {
    try (GuardStore store = open()) {
      store.states().save(ACME, state(0, 1, 10));
      store.states().decided(ACME, state(1, 2, 10));
      store.states().flush();
      assertThat(store.states().load(ACME)).contains(state(1, 2, 10));
    }
    try (GuardStore store = open()) {
      assertThat(store.states().load(ACME)).contains(state(1, 2, 10));
    }
  }

  @Test
  void each_client_reads_what_it_wrote_last_whatever_others_do() throws Exception {
    List<Future<Long>> last = new ArrayList<>();
    try (GuardStore store = open(file, SETTINGS.withCache(3, 1_000))) {
      ExecutorService threads = Executors.newFixedThreadPool(8);
      for (int thread = 0; thread < 8; thread++) {
        int number = thread;
        last.add(threads.submit(() -> writeAndRead(store.states(), number)));
      }
      for (Future<Long> one : last) {
        one.get();
      }
      threads.shutdown();
    }
    try (GuardStore store = open()) {
      for (int thread = 0; thread < 8; thread++) {
        assertThat(store.states().load(client(thread)).orElseThrow().queries())
            .isEqualTo(last.get(thread).get());
      }
    }
  }

  private static ClientName client(int number) {
    return new ClientName("key:" + number);
  }

  private static long writeAndRead(ClientStates states, int number)
      throws InterruptedException, ExecutionException {
    SplittableRandom random = new SplittableRandom(number);
    ClientName client = client(number);
    long queries = 0;
    for (int i = 0; i < 300; i++) {
      queries++;
      ClientState state = state(0, queries, 100);
      if (random.nextInt(4) == 0) {
        states.decided(client, state);
      } else {
        states.save(client, state);
      }
      if (random.nextInt(20) == 0) {
        Thread.sleep(10);
      }
      assertThat(states.load(client)).contains(state);
      states.load(client(random.nextInt(8)));
    }
    return queries;
  }

  @Test
  void forgets_whom_it_has_not_seen_for_the_retention() {
    Duration retention = Duration.ofDays(30);
    try (GuardStore store = open(file, SETTINGS.withRetention(retention))) {
      store.states().decided(ACME, state(3, 9, 10));
      clock.advance(retention);
      assertThat(store.states().load(ACME)).isPresent();
      clock.advance(Duration.ofMillis(1));
      assertThat(store.states().load(ACME)).isEmpty();
      assertThat(store.states().forget()).isEqualTo(1);
      assertThat(store.states().count()).isZero();
    }
  }

  @Test
  void keeps_no_more_in_memory_than_it_may() {
    try (GuardStore store = open(file, SETTINGS.withCache(10, 5_000))) {
      for (int i = 0; i < 30; i++) {
        store.states().save(client(i), state(0, i, 100));
      }
      assertThat(store.states().inMemory()).isEqualTo(10);
      store.states().save(ACME, state(0, 99, 4_000));
      assertThat(store.states().inMemory()).isLessThan(3);
      assertThat(store.states().bytesInMemory()).isLessThanOrEqualTo(5_000);
      for (int i = 0; i < 30; i++) {
        assertThat(store.states().load(client(i))).contains(state(0, i, 100));
      }
    }
  }

  @Test
  void waits_for_the_disk_where_more_comes_than_may_wait() {
    StoreSettings settings = new StoreSettings(256, 100, 10, 5_000, 10_000, Duration.ofDays(1));
    try (GuardStore store = open(file, settings)) {
      for (int i = 0; i < 200; i++) {
        store.states().save(client(i), state(0, i, 1_000));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(store.states().load(client(i))).contains(state(0, i, 1_000));
      }
    }
  }

  @Test
  void says_that_a_failing_disk_keeps_no_evidence_once_too_much_waits() throws SQLException {
    StoreSettings settings = new StoreSettings(256, 100, 10, 5_000, 10_000, Duration.ofDays(1));
    GuardStore store = open(file, settings);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE clients");
    }
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 200; i++) {
                store.states().save(client(i), state(0, i, 1_000));
              }
            })
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot write " + file);
    assertThat(store.trouble()).hasValueSatisfying(t -> assertThat(t).contains("cannot write"));
    assertThatThrownBy(store::close).isInstanceOf(StoreException.class);
  }

  @Test
  void refuses_evidence_that_is_too_long() {
    assertThatThrownBy(() -> state(0, 1, ClientState.LONGEST + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("evidence of a client is at most 98304 bytes, not 98305");
  }
}
