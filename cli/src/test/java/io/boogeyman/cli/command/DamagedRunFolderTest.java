package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.cli.result.ResultFile;
import io.boogeyman.cli.result.StealResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A finished run's folder, damaged in one place, and the same command again. */
@Tag("slow")
class DamagedRunFolderTest {
  @TempDir private static Path folder;
  private static SmallVictim victim;

  @TempDir private Path place;
  private Path run;

  @BeforeAll
  static void steal() throws IOException {
    victim = SmallVictim.in(folder);
    assertThat(victim.steal().status()).isZero();
  }

  @BeforeEach
  void copyRun() throws IOException {
    run = place.resolve("run");
    try (Stream<Path> files = Files.walk(victim.run())) {
      for (Path file : files.toList()) {
        Files.copy(file, run.resolve(victim.run().relativize(file).toString()));
      }
    }
  }

  @Test
  void database_of_garbage_is_refused_and_left_as_it_is() throws IOException {
    byte[] garbage =
        "this is no database, and never was one".repeat(100).getBytes(StandardCharsets.UTF_8);
    Files.write(database(), garbage);
    requireRefusal("file is not a database", "damaged or no journal");
    assertThat(database()).hasBinaryContent(garbage);
  }

  @Test
  void database_that_was_cut_is_refused_and_used_again_once_it_is_whole() throws IOException {
    byte[] whole = Files.readAllBytes(database());
    Files.write(database(), Arrays.copyOf(whole, whole.length / 2));
    requireRefusal("malformed", "damaged or no journal");
    Files.write(database(), whole);
    requireSameResult();
  }

  @Test
  void database_of_another_program_is_refused() throws Exception {
    Files.delete(database());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE answers(question TEXT, answer TEXT)");
    }
    requireRefusal("no such column", "damaged or no journal");
  }

  private void requireRefusal(String... words) {
    Invocation refused = again();
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.complaints()).singleElement().asString().contains(database().toString());
    assertThat(refused.complaints()).singleElement().asString().contains(words);
    assertThat(refused.hasStackTrace()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.yaml", "result.json", "report.html"})
  void what_is_written_at_every_run_is_written_again(String file) throws IOException {
    Files.writeString(run.resolve(file), "{{{");
    requireSameResult();
    assertThat(run.resolve(file)).content().doesNotStartWith("{{{").hasSizeGreaterThan(100);
  }

  @Test
  void half_an_event_goes_and_whole_ones_stay() throws IOException {
    Path events = run.resolve("events.jsonl");
    List<String> before = Files.readAllLines(events);
    String text = Files.readString(events);
    Files.writeString(events, text.substring(0, text.length() - 20));
    requireSameResult();
    List<String> after = Files.readAllLines(events);
    assertThat(after).startsWith(before.subList(0, before.size() - 1).toArray(String[]::new));
    for (String event : after) {
      assertThat(new ObjectMapper().readTree(event).has("event")).isTrue();
    }
  }

  @Test
  void surrogate_that_was_cut_or_has_a_flipped_bit_is_trained_again_to_the_same_bytes()
      throws IOException {
    List<Path> files = surrogates();
    byte[] cut = Files.readAllBytes(files.get(0));
    Files.write(files.get(0), Arrays.copyOf(cut, cut.length - 5));
    byte[] flipped = Files.readAllBytes(files.get(1));
    flipped[flipped.length - 9] ^= 1;
    Files.write(files.get(1), flipped);
    assertThat(again().status()).isZero();
    for (Path file : surrogates()) {
      assertThat(file)
          .hasSameBinaryContentAs(victim.run().resolve("surrogates").resolve(file.getFileName()));
    }
  }

  private List<Path> surrogates() throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("surrogates"))) {
      return files.sorted().toList();
    }
  }

  private void requireSameResult() throws IOException {
    Invocation repaired = again();
    assertThat(repaired.status()).as(repaired.err()).isZero();
    assertThat(result(run).surrogates()).isEqualTo(result(victim.run()).surrogates());
    assertThat(result(run).asked()).isEqualTo(result(victim.run()).asked());
  }

  private static StealResult result(Path run) throws IOException {
    return ResultFile.read(run.resolve("result.json"));
  }

  private Invocation again() {
    return victim.steal("--run", run.toString());
  }

  private Path database() {
    return run.resolve("run.db");
  }
}
