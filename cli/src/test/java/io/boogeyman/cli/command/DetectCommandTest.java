package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DetectCommandTest {
  @TempDir private Path folder;
  private SmallVictim victim;

  @BeforeEach
  void makeVictim() throws IOException {
    victim = SmallVictim.in(folder);
  }

  private Invocation detect(String... options) {
    return detect(new ArrayList<>(Arrays.asList(options)));
  }

  private Invocation detect(List<String> options) {
    options.addAll(List.of("--run", folder.resolve("run").toString()));
    return victim.watched("detect", options);
  }

  @Test
  void measures_every_detector_on_images_that_nothing_was_chosen_by() throws IOException {
    Invocation invocation = detect(SmallVictim.loosely("--pool", "scenes:400", "--json"));

    assertThat(invocation.status()).as(invocation.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(invocation.out());
    assertThat(result.at("/detectors")).hasSize(8);
    for (JsonNode detector : result.at("/detectors")) {
      assertThat(detector.at("/flagged/estimate").asDouble()).isLessThan(0.25);
      assertThat(detector.at("/accused/anything/estimate").asDouble()).isLessThan(0.1);
    }
    assertThat(result.at("/attackers/0/encounters")).hasSize(8);
    assertThat(result.at("/detectors/0/name").asText()).isEqualTo("foreign-query-classifier");
    JsonNode classifier = result.at("/attackers/0/encounters/0");
    assertThat(classifier.at("/auroc/estimate").asDouble()).isBetween(0.8, 1.0);
    assertThat(classifier.at("/accused/median").asInt()).isLessThan(40);
  }

  @Test
  void prints_a_table_that_names_what_was_never_seen() {
    Invocation invocation =
        detect(SmallVictim.loosely("--pool", "scenes:300", "--unseen", "signs:300:train"));

    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.out())
        .contains("asks images of scenes:300 (detectors were fitted to other images of it)")
        .contains("asks images of signs:300:train (never seen by a detector)")
        .contains("customers accused")
        .doesNotContain("NaN");
  }

  @Test
  void thieves_with_insiders_are_measured_beside_what_they_get() throws IOException {
    Invocation invocation =
        detect(
            SmallVictim.loosely(
                "--pool",
                "scenes:400",
                "--insider",
                "signs:60:insider",
                "--insider-shares",
                "0.5",
                "--steal",
                "10,40",
                "--surrogate",
                "5l",
                "--epochs",
                "1"));

    assertThat(invocation.status()).as(invocation.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(folder.resolve("run/detection.json").toFile());
    assertThat(result.at("/attackers").findValuesAsText("name"))
        .containsExactly(
            "Knockoff, scenes:400",
            "Knockoff, scenes:400, coarse",
            "in-distribution",
            "mixer, 50 %",
            "filterer",
            "negative insiders",
            "grey insiders");
    assertThat(result.at("/attackers/0/loot").findValuesAsText("budget"))
        .containsExactly("10", "40");
    assertThat(result.at("/customers").findValuesAsText("name"))
        .containsExactly("blur", "night", "noise", "compressed", "mirror");
    assertThat(result.at("/monitored").findValuesAsText("client"))
        .hasSize(8)
        .startsWith("customers", "Knockoff, scenes:400");
    assertThat(result.at("/monitored/0/coverageTogether").asDouble()).isBetween(0.0, 1.0);
    // Nothing tells an insider's images from the owner's: they are drawn alike.
    assertThat(result.at("/attackers/2/encounters/0/auroc/low").asDouble()).isLessThan(0.6);
    assertThat(Files.readString(folder.resolve("run/detection.html")))
        .contains("Are thieves of", "in-distribution", "</html>");
  }

  @Test
  void images_that_are_not_unseen_are_refused_in_one_line() {
    Invocation invocation =
        detect(SmallVictim.loosely("--pool", "scenes:300", "--unseen", "scenes:200"));

    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.complaints())
        .singleElement()
        .asString()
        .contains("--unseen: ", " of the images of scenes:200 ", "name others");
  }

  @Test
  void too_few_images_to_choose_thresholds_by_are_refused_in_one_line() {
    Invocation invocation =
        detect("--own", "signs:200:test", "--pool", "scenes:200", "--false-alarms", "0.001");

    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.err())
        .contains("boogeyman: a share of 0.001 of false alarms needs at least 3,996 images")
        .doesNotContain("\tat ");
  }

  @Test
  void numbers_out_of_range_are_refused_in_one_line() {
    Invocation invocation = detect("--own", "signs:200", "--pool", "scenes:200", "--images", "20");

    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.err()).contains("--images must be at least 200, not 20");
  }

  @Test
  void a_victim_that_cannot_be_looked_into_is_refused_in_one_line() throws IOException {
    Path onnx = Files.write(folder.resolve("victim.onnx"), new byte[] {8, 7});
    Invocation invocation =
        Invocation.of(
            List.of(
                "detect",
                "--victim",
                onnx.toString(),
                "--own",
                "signs:300",
                "--pool",
                "scenes:300"));

    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.complaints())
        .singleElement()
        .asString()
        .contains("victim.onnx cannot be looked into: detectors need the stages of a network");
  }
}
