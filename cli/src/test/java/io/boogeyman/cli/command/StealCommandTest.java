package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.boogeyman.cli.result.Asked;
import io.boogeyman.cli.result.ResultFile;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Verdicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class StealCommandTest {
  @TempDir private static Path folder;
  private static SmallVictim victim;
  private static Invocation first;

  @BeforeAll
  static void steal() throws IOException {
    victim = SmallVictim.in(folder);
    first = victim.steal();
  }

  @Test
  void run_ends_well_and_names_its_report() {
    assertThat(first.status()).isZero();
    assertThat(first.out()).contains("Report: " + victim.run().resolve("report.html"));
    assertThat(first.complaints()).isEmpty();
  }

  @Test
  void run_folder_holds_settings_answers_events_weights_result_and_report() throws IOException {
    assertThat(Files.readString(victim.run().resolve("run.yaml")))
        .contains("budgets: \"20, 40\"", "answers: \"full, label\"", "surrogate: 5l", "epochs: 1");
    assertThat(events()).hasSizeGreaterThan(3);
    try (Stream<Path> files = Files.list(victim.run().resolve("surrogates"))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .satisfiesExactly(
              file -> assertThat(file).matches("full-20-seed1-[0-9a-f]{8}\\.safetensors"),
              file -> assertThat(file).matches("full-40-seed1-[0-9a-f]{8}\\.safetensors"),
              file -> assertThat(file).matches("label-20-seed1-[0-9a-f]{8}\\.safetensors"),
              file -> assertThat(file).matches("label-40-seed1-[0-9a-f]{8}\\.safetensors"));
    }
    assertThat(victim.run().resolve("run.db")).isNotEmptyFile();
    assertThat(victim.run().resolve("report.html")).content().contains("<html", "</html>");
    assertThat(result().surrogates()).hasSize(4);
    assertThat(result().summary()).hasSize(4);
  }

  @Test
  void second_identical_run_asks_nothing_trains_nothing_and_finds_the_same() throws IOException {
    JsonNode before = withoutTimes();
    List<String> eventsBefore = events();
    Invocation second = victim.steal();
    assertThat(second.status()).isZero();
    assertThat(withoutTimes()).isEqualTo(before);
    List<String> later = events().subList(eventsBefore.size(), events().size());
    assertThat(later).noneMatch(event -> event.contains("\"event\":\"surrogate\""));
    assertThat(later).anyMatch(event -> event.contains("\"asked\":0"));
  }

  @Test
  void checkpoint_that_outlived_its_training_is_taken_away() throws IOException {
    Path left;
    try (Stream<Path> files = Files.list(victim.run().resolve("surrogates"))) {
      String weights =
          files.map(Path::toString).filter(f -> f.endsWith(".safetensors")).findFirst().get();
      left = Path.of(weights.replace(".safetensors", ".checkpoint"));
    }
    Files.createFile(left);
    assertThat(victim.steal().status()).isZero();
    assertThat(left).doesNotExist();
  }

  @Test
  void larger_budget_asks_only_for_what_it_has_more() throws IOException {
    Path more = folder.resolve("more");
    assertThat(victim.steal("--run", more.toString(), "--budgets", "10").status()).isZero();
    assertThat(victim.steal("--run", more.toString(), "--budgets", "15").status()).isZero();
    assertThat(Files.readAllLines(more.resolve("events.jsonl")))
        .filteredOn(event -> event.contains("\"answered\""))
        .satisfiesExactly(
            event -> assertThat(event).contains("\"asked\":10", "\"answers on record\":10"),
            event -> assertThat(event).contains("\"asked\":5", "\"answers on record\":15"));
  }

  @Test
  void result_counts_what_was_asked_by_all_commands_in_the_folder() throws IOException {
    Path twice = folder.resolve("twice");
    String[] options = {"--run", twice.toString(), "--price", "100", "--budgets"};
    victim.steal(concat(options, "15"));
    Invocation smaller = victim.steal(concat(options, "10"));
    assertThat(ResultFile.read(twice.resolve("result.json")).asked())
        .isEqualTo(new Asked(15, 1.5, 40));
    assertThat(smaller.out())
        .contains("Asked of this victim in this folder so far: 15 images for 1.50, and 40 to");
  }

  private static String[] concat(String[] options, String last) {
    return Stream.concat(Stream.of(options), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void recovery_above_the_limit_gives_exit_status_3_and_one_below_gives_0() throws IOException {
    double recovery = Verdicts.strongest(result().summary()).recovery().estimate();
    assertThat(recovery).isPositive().isLessThanOrEqualTo(1);
    assertThat(steal("--fail-above", recovery - 0.01).status()).isEqualTo(3);
    assertThat(steal("--fail-above", recovery).status()).isZero();
  }

  @Test
  void limit_that_could_never_be_exceeded_is_refused() {
    assertThat(steal("--fail-above", 80).status()).isEqualTo(2);
  }

  private static Invocation steal(String option, double value) {
    return victim.steal(option, Double.toString(value));
  }

  @Test
  void json_on_standard_output_is_a_result_and_nothing_else() throws IOException {
    Path file = Files.writeString(folder.resolve("out.json"), victim.steal("--json").out());
    assertThat(ResultFile.read(file)).isEqualTo(result());
  }

  private static StealResult result() throws IOException {
    return ResultFile.read(victim.run().resolve("result.json"));
  }

  private static List<String> events() throws IOException {
    return Files.readAllLines(victim.run().resolve("events.jsonl"));
  }

  private static JsonNode withoutTimes() throws IOException {
    ObjectNode result =
        (ObjectNode) new ObjectMapper().readTree(victim.run().resolve("result.json").toFile());
    return result.without(List.of("seconds", "finished"));
  }
}
