package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One theft left alone, and the same killed while it asks, while it trains the first surrogate and
 * while it trains the second, each time at an instant that chance chose.
 */
@Tag("slow")
class KilledTheftTest {
  private static final int BUDGET = 768;
  private static final SplittableRandom CHANCE = new SplittableRandom(4);

  @TempDir private static Path folder;
  private static SmallVictim victim;
  private static long answersWhenKilled;

  @BeforeAll
  static void stealTwice() throws IOException, InterruptedException {
    victim = SmallVictim.in(folder, "resnet20");
    try (Program program = start("undisturbed")) {
      assertThat(program.await()).as(program.said()).isZero();
    }
    killed(() -> answers() > 0, 30);
    answersWhenKilled = answers();
    killed(() -> files(".checkpoint").size() == 1, 100);
    killed(() -> files(".safetensors").size() == 1 && files(".checkpoint").size() == 1, 100);
    try (Program program = start("killed")) {
      assertThat(program.await()).as(program.said()).isZero();
    }
  }

  /** Starts or goes on, and kills a while after something has happened. */
  private static void killed(BooleanSupplier happened, int delayMillis)
      throws IOException, InterruptedException {
    try (Program program = start("killed")) {
      program.awaitUntil(happened);
      Thread.sleep(CHANCE.nextInt(delayMillis));
      program.kill();
    }
    assertThat(run("killed").resolve("result.json")).doesNotExist();
  }

  @Test
  void result_is_the_same_but_for_times() throws IOException {
    assertThat(result("killed")).isEqualTo(result("undisturbed"));
  }

  @Test
  void surrogates_are_the_same_byte_for_byte() throws IOException {
    List<Path> weights = files("undisturbed", ".safetensors");
    assertThat(weights).hasSize(2);
    for (Path file : weights) {
      assertThat(run("killed").resolve("surrogates").resolve(file.getFileName()))
          .hasSameBinaryContentAs(file);
    }
    assertThat(files("killed", ".checkpoint")).isEmpty();
  }

  @Test
  void answers_in_all_are_as_many_as_the_largest_budget() throws IOException {
    assertThat(answers()).isEqualTo(BUDGET);
    assertThat(result("killed").at("/asked/images").asInt()).isEqualTo(BUDGET);
  }

  @Test
  void victim_is_asked_again_only_for_what_is_not_on_record() throws IOException {
    assertThat(answersWhenKilled).isBetween(1L, BUDGET - 1L);
    List<Long> asked = new ArrayList<>();
    for (String line : Files.readAllLines(run("killed").resolve("events.jsonl"))) {
      JsonNode event = new ObjectMapper().readTree(line);
      if (event.get("event").asText().equals("answered")) {
        asked.add(event.get("asked").asLong());
      }
    }
    assertThat(asked).containsExactly(BUDGET - answersWhenKilled, 0L, 0L);
  }

  private static Program start(String run) throws IOException {
    return Program.start(
        folder.resolve(run + ".log"),
        victim.arguments(
            "--run",
            run(run).toString(),
            "--pool",
            "scenes:" + BUDGET,
            "--budgets",
            "256," + BUDGET,
            "--answers",
            "full",
            "--epochs",
            "4"));
  }

  private static Path run(String name) {
    return folder.resolve(name);
  }

  private static JsonNode result(String run) throws IOException {
    ObjectNode result =
        (ObjectNode) new ObjectMapper().readTree(run(run).resolve("result.json").toFile());
    result.get("surrogates").forEach(row -> ((ObjectNode) row).remove("seconds"));
    return result.without(List.of("seconds", "finished"));
  }

  private static List<Path> files(String ending) {
    return files("killed", ending);
  }

  private static List<Path> files(String run, String ending) {
    Path surrogates = run(run).resolve("surrogates");
    if (!Files.exists(surrogates)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(surrogates)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the thief has on record, read beside the program; 0 while there is no table yet. */
  private static long answers() {
    Path database = run("killed").resolve("run.db");
    if (!Files.exists(database)) {
      return 0;
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM answers JOIN victims ON victim = id"
                    + " WHERE identity NOT LIKE '%asked for the evaluation'")) {
      return rows.getLong(1);
    } catch (SQLException notYetThere) {
      return 0;
    }
  }
}
