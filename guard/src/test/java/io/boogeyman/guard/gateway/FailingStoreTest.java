package io.boogeyman.guard.gateway;

import static io.boogeyman.guard.gateway.SignGateway.ask;
import static io.boogeyman.guard.gateway.SignGateway.askForeign;
import static io.boogeyman.guard.gateway.SignGateway.scrape;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose store, or whose audit log, takes nothing more, as on a disk that fails. */
@Tag("slow")
class FailingStoreTest {
  private static final String POLICY =
      SignGateway.POLICY
          + """
          detectors: {calibration: signs.calibration, watch: [energy]}
          suspicion: [{step: watched, at: 0.3, alert: true}]
          """;

  @RegisterExtension private static final Gateways GATEWAYS = new Gateways();
  @TempDir private static Path folder;
  private SignGateway signs;
  private Gateway gateway;

  @BeforeEach
  void start() throws IOException {
    signs = SignGateway.in(folder, POLICY);
    gateway = GATEWAYS.endLater(signs.start());
  }

  private void inStore(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + signs.state.resolve("guard.db"));
        Statement execution = connection.createStatement()) {
      execution.execute("PRAGMA busy_timeout = 10000");
      execution.execute(statement);
    }
  }

  /** From now on nothing can be added to a table. */
  private void breakTable(String table) throws SQLException {
    inStore(
        "CREATE TRIGGER broken BEFORE INSERT ON %s BEGIN SELECT RAISE(FAIL, 'disk I/O error'); END"
            .formatted(table));
  }

  private void repair() throws SQLException {
    inStore("DROP TRIGGER broken");
  }

  @Test
  void refuses_what_it_cannot_charge_until_it_can_again()
      throws SQLException, InterruptedException {
    breakTable("spent");
    assertThat(ask(gateway, 1).status().code()).isEqualTo(503);
    signs.await("disk I/O error");
    repair();
    assertThat(ask(gateway, 1).status().code()).isEqualTo(200);
  }

  @Test
  void refuses_a_client_whose_suspicion_it_cannot_keep_and_tells_of_him_all_the_same()
      throws SQLException, InterruptedException {
    breakTable("clients");
    int status = 200;
    for (int i = 0; status == 200 && i < 50; i++) {
      status = askForeign(gateway, i).status().code();
    }
    assertThat(status).isEqualTo(503);
    signs.await("suspected model extraction: key:acme");
    repair();
    assertThat(ask(gateway, 1).status().code()).isEqualTo(200);
  }

  @Test
  void tells_that_a_client_stands_lower_even_where_that_cannot_be_kept()
      throws IOException, SQLException, InterruptedException {
    signs = SignGateway.in(folder, POLICY.replace("alert: true", "refuse: true, hold: 1s"));
    gateway = GATEWAYS.endLater(signs.start());
    int status = 200;
    for (int i = 0; status == 200 && i < 50; i++) {
      status = askForeign(gateway, i).status().code();
    }
    assertThat(status).isEqualTo(403);
    breakTable("clients");
    Thread.sleep(1100);
    assertThat(ask(gateway, 1).status().code()).isEqualTo(503);
    repair();
    assertThat(ask(gateway, 1).status().code()).isEqualTo(200);
    assertThat(scrape(gateway)).contains("relaxations_total 1.0");
  }

  @Test
  void shows_its_figures_while_a_decision_waits_for_the_disk()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Path obstacle = signs.blockAuditLog();
    CompletableFuture<Void> asking =
        CompletableFuture.runAsync(
            () -> IntStream.range(0, 50).forEach(i -> askForeign(gateway, i)));
    try {
      signs.await("suspected model extraction: key:acme");
      CompletableFuture<String> scraped = CompletableFuture.supplyAsync(() -> scrape(gateway));
      assertThat(scraped.get(3, TimeUnit.SECONDS)).contains("boogeyman_guard_clients_memory 1.0");
    } finally {
      Files.delete(obstacle);
    }
    asking.join();
  }
}
