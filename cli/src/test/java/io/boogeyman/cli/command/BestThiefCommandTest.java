package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thief who makes most of a budget. */
@Tag("slow")
class BestThiefCommandTest {
  @TempDir private Path folder;
  private SmallVictim victim;

  @BeforeEach
  void makeVictim() throws IOException {
    victim = SmallVictim.in(folder);
  }

  private JsonNode result() throws IOException {
    return new ObjectMapper().readTree(victim.run().resolve("result.json").toFile());
  }

  @Test
  void best_is_a_schedule_and_is_on_record_as_such() throws IOException {
    Invocation stolen = victim.steal("--best");

    assertThat(stolen.status()).as(stolen.err()).isZero();
    assertThat(result().at("/settings/schedule").asText()).isEqualTo("best");
    assertThat(Files.readString(victim.run().resolve("run.yaml"))).contains("schedule: best");
    assertThat(result().at("/surrogates").size()).isEqualTo(4);
  }

  @Test
  void nothing_is_asked_beyond_the_budget() throws IOException {
    victim.steal("--best", "--budgets", "20");

    assertThat(result().at("/pool/size").asInt()).isEqualTo(60);
    assertThat(result().at("/asked/images").asLong()).isEqualTo(20);
  }

  @Test
  void copies_of_the_standard_thief_are_others_and_do_not_serve() throws IOException {
    victim.steal("--budgets", "20", "--answers", "label");
    String plain = result().at("/surrogates/0/digest").asText();
    victim.steal("--budgets", "20", "--answers", "label", "--best");

    assertThat(result().at("/surrogates/0/digest").asText()).isNotEqualTo(plain).isNotEmpty();
    assertThat(result().at("/asked/images").asLong()).as("answers are there").isEqualTo(20);
  }

  @Test
  void another_schedule_beside_best_is_refused() {
    Invocation stolen = victim.steal("--best", "--schedule", "knockoff");

    assertThat(stolen.status()).isEqualTo(2);
    assertThat(stolen.complaints())
        .singleElement()
        .asString()
        .contains("--best is --schedule best, not --schedule knockoff");
  }
}
