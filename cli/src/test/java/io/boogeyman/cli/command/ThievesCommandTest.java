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

/** Thieves who ask more than a pool by chance. */
@Tag("slow")
class ThievesCommandTest {
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
  void a_mixer_asks_insiders_among_the_pool() throws IOException {
    Invocation stolen = victim.steal("--insider", "signs:60:insider", "--insider-share", "0.25");

    assertThat(stolen.status()).as(stolen.err()).isZero();
    assertThat(result().at("/settings/insiders").asText()).isEqualTo("signs:60:insider");
    assertThat(result().at("/settings/share of insiders").asText()).isEqualTo("0.25");
    assertThat(result().at("/settings/query strategy").asText()).isEqualTo("mixed");
    assertThat(result().at("/pool/size").asInt()).isEqualTo(120);
  }

  @Test
  void an_in_distribution_thief_needs_no_pool() throws IOException {
    Invocation stolen =
        Invocation.of(
            victim.arguments("--insider", "signs:60:insider", "--insider-share", "1").stream()
                .filter(argument -> !argument.equals("--pool") && !argument.equals("scenes:60"))
                .toList());

    assertThat(stolen.status()).as(stolen.err()).isZero();
    assertThat(result().at("/settings/pool").asText()).isEqualTo("none");
    assertThat(result().at("/pool/size").asInt()).isEqualTo(60);
  }

  @Test
  void a_filterer_asks_a_part_of_the_pool() throws IOException {
    Invocation stolen =
        victim.steal("--insider", "signs:30:insider", "--filter", "0.7", "--budgets", "20");

    assertThat(stolen.status()).as(stolen.err()).isZero();
    assertThat(result().at("/pool/size").asInt()).isEqualTo(42);
    assertThat(result().at("/settings/share of insiders").asText()).isEqualTo("0.0");
  }

  @Test
  void images_can_be_changed_before_they_are_asked() throws IOException {
    Invocation stolen = victim.steal("--transform", "negative");

    assertThat(stolen.status()).as(stolen.err()).isZero();
    assertThat(result().at("/pool/name").asText()).endsWith(", negative");
  }

  @Test
  void parts_of_a_set_share_no_image_and_can_be_asked_by_name() throws IOException {
    Invocation stolen = victim.steal("--pool", "scenes:100#1-2/4", "--budgets", "50");

    assertThat(stolen.status()).as(stolen.err()).isZero();
    assertThat(result().at("/pool/size").asInt()).isEqualTo(50);
    assertThat(result().at("/pool/name").asText()).contains("part 1-2 of 4");
  }

  @Test
  void what_cannot_be_asked_is_refused_in_one_line_before_anything_is_asked() {
    refused("--insider-share needs --insider", "--insider-share", "0.5");
    refused("--filter needs --insider", "--filter", "0.5");
    refused("'sepia' is no transformation", "--transform", "sepia");
    refused("there are parts 1 to 5, and no parts 6 to 6", "--pool", "scenes:60#6/5");
    refused(
        "more than the thief has images for: 20, of scenes:60",
        "--insider",
        "signs:10:insider",
        "--insider-share",
        "0.5");
    assertThat(Files.exists(victim.run().resolve("result.json"))).isFalse();
  }

  private void refused(String message, String... options) {
    Invocation stolen = victim.steal(options);
    assertThat(stolen.status()).as(message).isEqualTo(2);
    assertThat(stolen.complaints()).singleElement().asString().contains(message);
  }
}
