package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class MatrixCommandTest {
  @TempDir private Path folder;
  private SmallVictim victim;

  @BeforeEach
  void makeVictim() throws IOException {
    victim = SmallVictim.in(folder);
  }

  private String policy(String name, String says) throws IOException {
    return Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            policy: 1
            version: "1"
            author: jane
            model: {victim: victim.safetensors, name: signs}
            """
                + says)
        .toString();
  }

  private Invocation matrix(String... arguments) {
    List<String> all = new ArrayList<>(victim.arguments());
    all.set(0, "matrix");
    for (String option : List.of("--victim", "--answers")) {
      int at = all.indexOf(option);
      all.remove(at + 1);
      all.remove(at);
    }
    all.addAll(List.of(arguments));
    return Invocation.of(all);
  }

  private JsonNode rows(int table) throws IOException {
    return new ObjectMapper()
        .readTree(victim.run().resolve("matrix.json").toFile())
        .at("/tables/" + table + "/rows");
  }

  private List<String> events(String part) throws IOException {
    return Files.readAllLines(victim.run().resolve("events.jsonl")).stream()
        .filter(event -> event.contains(part))
        .toList();
  }

  @Test
  void says_what_thieves_get_through_each_policy_and_what_it_costs_customers() throws IOException {
    Invocation done =
        matrix(
            policy("open", "release: [full]\n"),
            policy("closed", "clients: {each: {images: 10, per: ever}}\nrelease: [label]\n"),
            "--answers",
            "released,label");

    assertThat(done.status()).as(done.err()).isZero();
    assertThat(done.out())
        .contains("What each policy is worth", "What each policy costs customers", "closed");
    assertThat(rows(1)).hasSize(2 * 2 * 2);
    JsonNode customers = rows(2);
    assertThat(customers.get(0).get(7).get("text").asText()).isEqualTo("0.000");
    assertThat(customers.get(0).get(3)).isEqualTo(customers.get(0).get(4));
    assertThat(customers.get(1).get(2).get("text").asText()).startsWith("10 of ");
    assertThat(rows(1).get(4).get(6)).as("released").isEqualTo(rows(1).get(6).get(6));
    assertThat(victim.run().resolve("policies/open.html")).exists();
    assertThat(Files.readString(victim.run().resolve("matrix.html"))).contains("closed");
    assertThat(victim.run().resolve("tables/attacks.csv")).exists();
  }

  @Test
  void customers_of_all_policies_ask_images_that_no_detector_has_seen() throws IOException {
    String calibration = folder.resolve("signs.calibration").toString();
    List<String> options = SmallVictim.loosely("--pool", "scenes:400", "--out", calibration);
    assertThat(victim.watched("calibrate", options).status()).isZero();

    Invocation done =
        matrix(
            policy("open", "release: [full]\n"),
            policy(
                "guarded",
                "detectors: {calibration: signs.calibration, watch: [energy]}\nrelease: [full]\n"),
            "--answers",
            "released",
            "--test",
            "signs:430:test");

    assertThat(done.status()).as(done.err()).isZero();
    int reportedOn = 430 - 430 / 2 - 430 / 4;
    for (JsonNode policy : rows(2)) {
      String answered = policy.get(2).get("text").asText();
      int asked = Integer.parseInt(answered.replaceAll(".* of ", ""));
      assertThat(asked).isBetween(reportedOn - 30, reportedOn + 30);
    }
  }

  @Test
  void a_matrix_that_goes_on_trains_and_pays_nothing_again() throws IOException {
    String open = policy("open", "release: [full]\n");
    assertThat(matrix(open, "--answers", "released").status()).isZero();
    JsonNode before = rows(1);
    List<String> trained = events("\"event\":\"surrogate\"");
    assertThat(matrix(open, "--answers", "released").status()).isZero();
    assertThat(rows(1)).isEqualTo(before);
    assertThat(events("\"event\":\"surrogate\"")).hasSize(2).isEqualTo(trained);
    assertThat(events("\"answered\"")).last().asString().contains("\"asked\":0");
  }

  @Test
  void a_policy_that_answers_nothing_is_worth_something_too() throws IOException {
    Invocation done =
        matrix(policy("shut", "clients: {each: {images: 0, per: ever}}\nrelease: [full]\n"));
    assertThat(done.status()).as(done.err()).isZero();
    assertThat(rows(0).get(0).get(3).get("text").asText()).isEqualTo("nothing answered");
    assertThat(rows(2).get(0).get(2).get("text").asText()).startsWith("0 of ");
  }

  @Test
  void policies_of_different_models_are_refused_before_any_is_attacked() throws IOException {
    SmallVictim.in(Files.createDirectories(folder.resolve("other")), "resnet20");
    Invocation refused =
        matrix(policy("open", "release: [full]\n"), policy("other/shut", "release: [label]\n"));
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("policies of one model can be compared");
    assertThat(refused.err()).doesNotContain("Asking the victim");
  }

  @Test
  void two_policies_of_one_name_are_refused() throws IOException {
    Files.createDirectories(folder.resolve("other"));
    Invocation refused =
        matrix(policy("open", "release: [full]\n"), policy("other/open", "release: [label]\n"));
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("two policies are called open; name their files apart");
  }
}
