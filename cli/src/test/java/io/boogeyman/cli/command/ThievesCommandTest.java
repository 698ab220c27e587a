package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"adaptive", "k-center", "rare"})
  void a_thief_who_chooses_by_answers_says_so_in_the_result(String strategy) throws IOException {
    Invocation stolen =
        victim.steal("--strategy", strategy, "--budgets", "12", "--answers", "top-3");

    assertThat(stolen.status()).as(stolen.err()).isZero();
    assertThat(result().at("/settings/query strategy").asText()).isEqualTo(strategy);
    assertThat(Files.readString(victim.run().resolve("run.yaml")))
        .contains("query strategy: " + strategy);
    assertThat(result().at("/surrogates").size()).isEqualTo(1);
  }

  /** Their first batch is the same, whatever they see: the second one has it for nothing. */
  @Test
  void what_the_thief_of_one_granularity_asked_costs_that_of_another_nothing() throws IOException {
    victim.steal("--strategy", "adaptive", "--answers", "full,label", "--budgets", "20,40");

    assertThat(result().at("/asked/images").asLong()).isEqualTo(40);
    assertThat(result().at("/surrogates").size()).isEqualTo(4);
  }

  @Test
  void dry_run_says_what_a_thief_who_chooses_by_answers_asks_at_most() {
    Invocation dry =
        victim.steal("--strategy", "margin", "--budgets", "40", "--price", "100", "--dry-run");

    assertThat(dry.status()).as(dry.err()).isZero();
    assertThat(dry.out())
        .containsPattern("thief, seed 1, full +40 +0 +40 ")
        .containsPattern("thief, seed 1, label +40 +0 +40 ")
        .contains("At most: what is asked depends on the answers");
  }

  @Test
  void money_must_do_for_the_thieves_of_all_granularities() {
    String[] options = {"--budgets", "40", "--price", "100", "--spend-at-most", "5"};
    assertThat(victim.steal(with(options, "--strategy", "random", "--dry-run")).status()).isZero();
    refused("80 images cost 8.00", with(options, "--strategy", "margin", "--dry-run"));
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void copycat_learns_from_labels() throws IOException {
    Invocation stolen =
        victim.steal("--schedule", "copycat", "--answers", "label", "--budgets", "20");

    assertThat(stolen.status()).as(stolen.err()).isZero();
    assertThat(result().at("/settings/schedule").asText()).isEqualTo("copycat");
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
    refused(
        "--strategy margin chooses freely, so that --insider-share can only be 0 or 1, not 0.5",
        "--strategy",
        "margin",
        "--insider",
        "signs:60:insider");
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
