package io.boogeyman.guard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.defend.policy.ClientName;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetsTest {
  private static final ClientName ACME = new ClientName("key:acme");
  private static final ClientName OTHER = new ClientName("key:other");
  private static final Instant NOON = Instant.parse("2026-02-27T12:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-02-28T00:00:00Z");
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Charge GRANTED = new Charge.Granted();
  private static final StoreSettings SETTINGS = StoreSettings.standard();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("guard.db");
  }

  private GuardStore open(Limits limits) {
    return open(file, limits);
  }

  private static GuardStore open(Path file, Limits limits) {
    return GuardStore.open(file, SETTINGS, limits, Clock.systemUTC());
  }

  private static Limits daily(long images) {
    return Limits.each(new Allowance(images, Window.DAY));
  }

  @Test
  void grants_an_allowance_and_not_one_image_more() {
    try (GuardStore store = open(daily(100))) {
      Budgets budgets = store.budgets();
      assertThat(budgets.charge(ACME, 60, NOON)).isEqualTo(GRANTED);
      assertThat(budgets.charge(ACME, 41, NOON)).isInstanceOf(Charge.Refused.class);
      assertThat(budgets.charge(ACME, 40, NOON)).isEqualTo(GRANTED);
      assertThat(budgets.charge(ACME, 1, NOON)).isInstanceOf(Charge.Refused.class);
    }
  }

  @Test
  void charges_nothing_of_what_is_refused() {
    try (GuardStore store = open(daily(100))) {
      store.budgets().charge(ACME, 101, NOON);
      assertThat(store.budgets().spent(ACME, NOON)).isEqualTo(new Spending(0, 0, 0));
    }
  }

  @Test
  void counts_without_limits_too() {
    try (GuardStore store = open(Limits.none())) {
      assertThat(store.budgets().charge(ACME, 1_000_000, NOON)).isEqualTo(GRANTED);
      assertThat(store.budgets().spent(ACME, NOON).ever()).isEqualTo(1_000_000);
    }
  }

  @Test
  void says_when_the_next_day_grants_again_and_it_does() {
    try (GuardStore store = open(daily(100))) {
      store.budgets().charge(ACME, 100, NOON);
      assertThat(store.budgets().charge(ACME, 1, NOON))
          .isEqualTo(
              new Charge.Refused(new Allowance(100, Window.DAY), false, Optional.of(MIDNIGHT)));
      assertThat(store.budgets().charge(ACME, 100, MIDNIGHT)).isEqualTo(GRANTED);
    }
  }

  @Test
  void says_that_the_month_lasts_longer_than_the_day() {
    Allowance day = new Allowance(100, Window.DAY);
    Allowance month = new Allowance(100, Window.MONTH);
    try (GuardStore store = open(Limits.each(day, month))) {
      store.budgets().charge(ACME, 100, NOON);
      assertThat(store.budgets().charge(ACME, 1, NOON))
          .isEqualTo(new Charge.Refused(month, false, Optional.of(MARCH)));
      assertThat(store.budgets().charge(ACME, 1, MIDNIGHT))
          .isEqualTo(new Charge.Refused(month, false, Optional.of(MARCH)));
      assertThat(store.budgets().charge(ACME, 1, MARCH)).isEqualTo(GRANTED);
    }
  }

  @Test
  void never_grants_again_what_is_given_once_or_is_too_much_at_once() {
    Allowance once = new Allowance(100, Window.EVER);
    try (GuardStore store = open(Limits.each(once))) {
      store.budgets().charge(ACME, 100, NOON);
      assertThat(store.budgets().charge(ACME, 1, MARCH))
          .isEqualTo(new Charge.Refused(once, false, Optional.empty()));
    }
    Allowance day = new Allowance(5, Window.DAY);
    try (GuardStore store = open(Limits.each(day))) {
      assertThat(store.budgets().charge(OTHER, 6, NOON))
          .isEqualTo(new Charge.Refused(day, false, Optional.empty()));
    }
  }

  @Test
  void holds_all_clients_together_to_their_allowance() {
    Allowance inAll = new Allowance(100, Window.DAY);
    try (GuardStore store = open(Limits.none().andInAll(inAll))) {
      store.budgets().charge(ACME, 60, NOON);
      assertThat(store.budgets().charge(OTHER, 41, NOON))
          .isEqualTo(new Charge.Refused(inAll, true, Optional.of(MIDNIGHT)));
      assertThat(store.budgets().charge(OTHER, 40, NOON)).isInstanceOf(Charge.Granted.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 256})
  void is_exact_however_many_threads_ask(int lease) throws Exception {
    Limits limits = daily(3_000).andInAll(new Allowance(7_001, Window.DAY));
    try (GuardStore store =
        GuardStore.open(file, SETTINGS.withLease(lease), limits, Clock.systemUTC())) {
      List<ClientName> clients =
          List.of(ACME, OTHER, new ClientName("jwt:third"), new ClientName("jwt:fourth"));
      long granted = askedByThreads(store.budgets(), clients);
      long spent = 0;
      for (ClientName client : clients) {
        assertThat(store.budgets().spent(client, NOON).day()).isLessThanOrEqualTo(3_000);
        spent += store.budgets().spent(client, NOON).day();
      }
      assertThat(granted).isEqualTo(7_001).isEqualTo(spent);
    }
  }

  /** Until even one image is refused to everybody. */
  private static long askedByThreads(Budgets budgets, List<ClientName> clients)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Long>> granted = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      int seed = thread;
      granted.add(threads.submit(() -> ask(budgets, clients, new SplittableRandom(seed))));
    }
    long sum = 0;
    for (Future<Long> one : granted) {
      sum += one.get();
    }
    threads.shutdown();
    return sum;
  }

  private static long ask(Budgets budgets, List<ClientName> clients, SplittableRandom random) {
    long granted = 0;
    for (int refused = 0; refused < 200; ) {
      int images = refused < 100 ? 1 + random.nextInt(20) : 1;
      ClientName client = clients.get(random.nextInt(clients.size()));
      if (budgets.charge(client, images, NOON) instanceof Charge.Granted) {
        granted += images;
      } else {
        refused++;
      }
    }
    return granted;
  }

  @Test
  void a_clean_restart_costs_nothing() {
    Limits limits = daily(1_000).andInAll(new Allowance(1_000, Window.DAY));
    try (GuardStore store = open(limits)) {
      store.budgets().charge(ACME, 7, NOON);
    }
    try (GuardStore store = open(limits)) {
      assertThat(store.budgets().spent(ACME, NOON)).isEqualTo(new Spending(7, 7, 7));
      assertThat(store.budgets().charge(ACME, 993, NOON)).isEqualTo(GRANTED);
    }
  }

  @Test
  void a_kill_costs_two_leases_at_most_and_gives_nothing_back() throws IOException {
    Path left = folder.resolve("left.db");
    try (GuardStore store = open(daily(32_000))) {
      store.budgets().charge(ACME, 700, NOON);
      Killed.copy(file, left);
    }
    try (GuardStore store = open(left, daily(32_000))) {
      assertThat(store.budgets().spent(ACME, NOON).day()).isBetween(700L, 700L + 2 * 256);
    }
  }

  @Test
  void a_lease_of_a_small_allowance_is_small() throws IOException {
    Path left = folder.resolve("left.db");
    try (GuardStore store = open(daily(160))) {
      store.budgets().charge(ACME, 1, NOON);
      Killed.copy(file, left);
    }
    try (GuardStore store = open(left, daily(160))) {
      assertThat(store.budgets().spent(ACME, NOON).day()).isBetween(1L, 20L);
    }
  }

  @Test
  void what_was_asked_counts_under_limits_that_come_later() {
    try (GuardStore store = open(Limits.none())) {
      store.budgets().charge(ACME, 70, NOON);
      store.budgets().limit(Limits.each(new Allowance(100, Window.MONTH)));
      assertThat(store.budgets().charge(ACME, 31, MIDNIGHT)).isInstanceOf(Charge.Refused.class);
      assertThat(store.budgets().charge(ACME, 30, MIDNIGHT)).isEqualTo(GRANTED);
    }
  }

  @Test
  void a_clock_that_jumps_gives_nothing_back() {
    try (GuardStore store = open(daily(100))) {
      store.budgets().charge(ACME, 80, NOON);
      store.budgets().charge(ACME, 90, MIDNIGHT);
      assertThat(store.budgets().charge(ACME, 21, NOON)).isInstanceOf(Charge.Refused.class);
      assertThat(store.budgets().charge(ACME, 20, NOON)).isEqualTo(GRANTED);
      assertThat(store.budgets().charge(ACME, 10, MIDNIGHT)).isEqualTo(GRANTED);
      assertThat(store.budgets().spent(ACME, NOON)).isEqualTo(new Spending(100, 200, 200));
    }
  }

  @Test
  void days_long_past_are_added_up_and_still_count() throws SQLException {
    try (GuardStore store = open(Limits.none())) {
      store.budgets().charge(ACME, 5, NOON);
      store.budgets().charge(ACME, 6, NOON.plus(Duration.ofDays(1)));
      store.budgets().charge(ACME, 7, NOON.plus(Duration.ofDays(150)));
      store.budgets().addUp(NOON.plus(Duration.ofDays(150)));
    }
    try (GuardStore store = open(Limits.none())) {
      assertThat(store.budgets().spent(ACME, NOON.plus(Duration.ofDays(150))))
          .isEqualTo(new Spending(7, 7, 18));
    }
    assertThat(rows()).isEqualTo(4); // two days of the client, two of all
  }

  private long rows() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      return statement.executeQuery("SELECT count(*) FROM spent").getLong(1);
    }
  }

  @Test
  void idle_accounts_go_give_back_their_leases_and_are_found_again() throws IOException {
    Path left = folder.resolve("left.db");
    try (GuardStore store = open(daily(10_000))) {
      store.budgets().charge(ACME, 7, NOON);
      store.budgets().letGo(-1);
      assertThat(store.budgets().inMemory()).isZero();
      Killed.copy(file, left);
      assertThat(store.budgets().charge(ACME, 1, NOON)).isEqualTo(GRANTED);
    }
    try (GuardStore store = open(left, daily(10_000))) {
      assertThat(store.budgets().spent(ACME, NOON).day()).isEqualTo(7);
    }
  }

  @Test
  void is_exact_while_accounts_come_and_go() throws Exception {
    try (GuardStore store = open(daily(2_000))) {
      ExecutorService sweeper = Executors.newSingleThreadExecutor();
      Future<?> sweeping =
          sweeper.submit(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  store.budgets().letGo(-1);
                }
              });
      assertThat(askedByThreads(store.budgets(), List.of(ACME, OTHER))).isEqualTo(4_000);
      sweeping.cancel(true);
      sweeper.shutdown();
    }
    try (GuardStore store = open(daily(2_000))) {
      assertThat(store.budgets().spent(ACME, NOON).day()).isEqualTo(2_000);
    }
  }

  @Test
  void fails_closed_once_the_disk_fails_and_the_lease_is_used() throws SQLException {
    try (GuardStore store = open(daily(32_000))) {
      store.budgets().charge(ACME, 1, NOON);
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = connection.createStatement()) {
        statement.execute("DROP TABLE spent");
      }
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 3 * 256; i++) {
                  store.budgets().charge(ACME, 1, NOON);
                }
              })
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("cannot write " + file)
          .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }
  }

  @Test
  void refuses_to_charge_nothing() {
    try (GuardStore store = open(Limits.none())) {
      assertThatThrownBy(() -> store.budgets().charge(ACME, 0, NOON))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("at least 1 image is charged, not 0");
    }
  }
}
