package io.boogeyman.defend.policy.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
  private static final String SMALLEST =
      """
      policy: 1
      version: "7"
      author: jane@example.com
      model: {victim: signs.safetensors, name: signs}
      release: [top-5]
      """;

  private static final String WHOLE =
      SMALLEST
          + """
          secret: {env: POLICY_KEY}
          clients:
            each: {images: 100, per: day}
            accounts:
              key:acme: {images: 100000, per: month, price: 1.50}
            all: {images: 1000000, per: day}
          detectors:
            calibration: signs.calibration
            watch: [energy]
            prada: {delta: 0.9}
            time: 50ms
            late: open
          suspicion:
            - {step: watched, at: 0.5, alert: true}
            - {step: coarse, at: 0.8, until: 0.3, hold: 2h, release: [label], delay: 200ms}
            - {step: refused, at: 1, hold: 1d, refuse: true}
          retention: {clients: 30d, audit: 365d}
          """;

  private static PolicyFile read(String text) {
    return new PolicyReader().read(text, Path.of("policy.yaml"));
  }

  private static List<String> faults(String text) {
    return catchThrowableOfType(PolicyException.class, () -> read(text)).faults().stream()
        .map(PolicyFault::toString)
        .toList();
  }

  @Test
  void reads_the_smallest_policy() {
    Policy policy = read(SMALLEST).policy();
    assertThat(policy.model().name()).isEqualTo("signs");
    assertThat(policy.model().input()).isEmpty();
    assertThat(policy.model().output()).isEmpty();
    assertThat(policy.suspicion()).isEmpty();
    assertThat(policy.clients()).isEmpty();
  }

  @Test
  void reads_every_field() {
    Policy policy = read(WHOLE).policy();
    ClientSettings clients = policy.clients().orElseThrow();
    assertThat(clients.of("key:acme").orElseThrow().images()).isEqualTo(100_000);
    assertThat(clients.of("key:other").orElseThrow()).hasToString("100 images a day");
    assertThat(policy.detectors().orElseThrow().time()).contains(Duration.ofMillis(50));
    assertThat(policy.suspicion()).extracting(SuspicionStep::end).containsExactly(0.25, 0.3, 0.5);
    assertThat(policy.suspicion().get(1).least()).isEqualTo(Duration.ofHours(2));
    assertThat(policy.retention().orElseThrow().ofClients()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void names_line_and_field_of_every_fault() {
    assertThat(
            faults(WHOLE.replace("images: 100,", "images: many,").replace("late: open", "late: x")))
        .hasSize(2)
        .satisfiesExactly(
            first ->
                assertThat(first).startsWith("line 8, clients.each.images: ").contains("integer"),
            second -> assertThat(second).startsWith("line 17, detectors.late: "));
  }

  @Test
  void names_a_field_that_there_is_not() {
    assertThat(faults(SMALLEST.replace("release:", "relase: [full]\nrelease:")))
        .containsExactly("line 5, relase: there is no such field here");
  }

  @Test
  void names_a_field_that_is_missing() {
    assertThat(faults("policy: 1\nversion: a\nauthor: b\nrelease: [full]\n"))
        .singleElement()
        .asString()
        .contains("model");
  }

  @Test
  void says_the_first_fault_in_one_line_and_counts_the_others() {
    assertThatThrownBy(
            () ->
                read(WHOLE.replace("images: 100,", "images: -1,").replace("late: open", "late: x")))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("policy.yaml, line 8, clients.each.images: ")
        .hasMessageEndingWith("(and 1 more)");
  }

  @Test
  void refuses_steps_that_do_not_rise() {
    assertThat(faults(WHOLE.replace("at: 0.8", "at: 0.4")))
        .singleElement()
        .asString()
        .contains("step 'coarse' begins at 0.4, not above the step before it");
  }

  @Test
  void refuses_a_step_that_outlasts_the_memory_of_a_client() {
    assertThat(faults(WHOLE.replace("at: 1, hold: 1d", "at: 1, hold: 31d")))
        .singleElement()
        .asString()
        .contains(
            "step 'refused' holds for 31d, longer than clients are remembered, 30d: see"
                + " retention.clients");
  }

  @Test
  void refuses_a_step_above_one_that_refuses() {
    String above = WHOLE.replace("retention:", "  - {step: paged, at: 2, alert: true}\nretention:");
    assertThat(faults(above))
        .singleElement()
        .asString()
        .contains("step 'paged' stands above 'refused', which refuses");
  }

  @Test
  void refuses_a_step_that_releases_more_than_the_one_below() {
    assertThat(faults(WHOLE.replace("release: [label], delay", "release: [full], delay")))
        .singleElement()
        .asString()
        .contains("step 'coarse' releases full, more than the top-5 of the step below");
  }

  @Test
  void refuses_suspicion_that_nobody_watches_for() {
    assertThat(faults(SMALLEST + "suspicion: [{step: odd, at: 1}]\n"))
        .singleElement()
        .asString()
        .contains("nobody becomes suspicious without 'detectors'");
  }

  @Test
  void names_the_line_of_what_a_schema_cannot_say() {
    assertThat(faults(WHOLE.replace("until: 0.3", "until: 0.9")))
        .singleElement()
        .asString()
        .startsWith("line 20, suspicion.1")
        .contains("suspicion.until must be from 0 to less than 'at'");
  }

  @Test
  void refuses_a_field_that_stands_twice() {
    assertThat(faults(SMALLEST + "version: b\n"))
        .singleElement()
        .asString()
        .contains("Duplicate field 'version'");
  }

  @Test
  void refuses_what_is_no_yaml_with_its_line() {
    assertThat(faults("policy: 1\nmodel: {victim: [\n"))
        .singleElement()
        .asString()
        .startsWith("line ");
  }

  @Test
  void refuses_a_file_that_is_no_text(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("policy.yaml"), new byte[] {(byte) 0xff, 1, 2});
    assertThatThrownBy(() -> new PolicyReader().read(file))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("not text in UTF-8");
  }

  @Test
  void digests_what_is_said_and_not_how_it_is_written() {
    String other =
        """
        # a remark
        author: "jane@example.com"
        policy: 1
        version: '7'
        release:
          - top-5
        model:
          name: signs
          victim: signs.safetensors
        """;
    assertThat(read(other).digest()).isEqualTo(read(SMALLEST).digest());
    assertThat(read(SMALLEST.replace("top-5", "top-3")).digest())
        .isNotEqualTo(read(SMALLEST).digest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "input: as-the-modell|line 4, model.input|^as-the-model$",
        "input: {layout: chw}|line 4, model.input.layout|nhwc",
        "input: {type: int8}|line 4, model.input.type|uint8",
        "input: {normalisation: imagenet}|line 4, model.input.normalisation|torchvision",
        "input: {scale: 0}|line 4, model.input.scale|",
        "input: {mean: [1, 2, 3, 4]}|line 4, model.input.mean|3",
        "input: {size: 224}|line 4, model.input.size|there is no such field here",
        "output: {datatype: FP32, name: a}|line 4, model.output.datatype|there is no such field here",
        "output: {}|line 4, model.output|name",
      })
  void names_line_and_field_of_tensors_that_cannot_be(String said, String place, String what) {
    assertThat(faults(SMALLEST.replace("name: signs}", "name: signs, " + said + "}")))
        .singleElement()
        .asString()
        .startsWith(place + ": ")
        .contains(Objects.requireNonNullElse(what, ""));
  }

  @Test
  void names_the_line_of_what_only_shows_at_work() {
    PolicyFile file = read(SMALLEST.replace("name: signs}", "name: signs, input: {type: uint8}}"));
    assertThat(file.fault("model.input", "it is none"))
        .hasMessage("policy.yaml, line 4, model.input: it is none");
  }

  @Test
  void knows_no_keys_but_where_they_are() {
    assertThat(faults(SMALLEST + "secret: {key: abc}\n"))
        .singleElement()
        .asString()
        .startsWith("line 6, secret.key");
  }

  private static final String MARKING =
      SMALLEST.replace("release: [top-5]", "release: [top-5, dawn]\nsecret: {env: POLICY_KEY}");

  @Test
  void keeps_no_triggers_unless_it_is_said() {
    assertThat(read(MARKING).policy().kept().triggers()).isEmpty();
    assertThat(read(MARKING + "retention: {triggers: 365d}\n").policy().kept().triggers())
        .contains(Duration.ofDays(365));
  }

  @Test
  void keeps_triggers_only_where_something_is_marked() {
    assertThat(faults(SMALLEST + "retention: {triggers: 365d}\n"))
        .singleElement()
        .asString()
        .endsWith("retention: triggers are what 'dawn' marks, which is not among the releases");
    String onSuspicion =
        WHOLE
            .replace("release: [label]", "release: [label, dawn]")
            .replace("audit: 365d}", "audit: 365d, triggers: 30d}");
    assertThat(read(onSuspicion).policy().kept().triggers()).contains(Duration.ofDays(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "36501d"})
  void keeps_triggers_for_some_time_and_not_for_ever(String time) {
    assertThat(faults(MARKING + "retention: {triggers: %s}\n".formatted(time)))
        .singleElement()
        .asString()
        .contains("retention: triggers must be kept for over 0 and at most 36500d");
  }
}
