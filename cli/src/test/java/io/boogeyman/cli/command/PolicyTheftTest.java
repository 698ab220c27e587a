package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.boogeyman.cli.result.MarkedCopy;
import io.boogeyman.cli.result.PolicyOutcome;
import io.boogeyman.cli.result.ResultFile;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Surrogate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stealing through a policy. */
@Tag("slow")
class PolicyTheftTest {
  private static final String POLICY =
      """
      policy: 1
      version: "3"
      author: jane
      model: {victim: victim.safetensors, name: signs}
      clients: {each: {images: 25, per: day}}
      release: [top-3]
      """;

  @TempDir private static Path shared;
  @TempDir private Path folder;
  private SmallVictim victim;

  @BeforeEach
  void makeVictim() throws IOException {
    victim = SmallVictim.in(folder);
  }

  /** By a thief who takes answers as they are, which is quicker. */
  private Invocation steal(String policy, String... more) throws IOException {
    List<String> naive = new ArrayList<>(List.of("--answers", "released"));
    naive.addAll(List.of(more));
    return stealKnowingly(policy, naive.toArray(String[]::new));
  }

  private Invocation stealKnowingly(String policy, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("policy.yaml"), policy);
    List<String> arguments = victim.arguments();
    for (String option : List.of("--victim", "--answers")) {
      int at = arguments.indexOf(option);
      arguments.remove(at + 1);
      arguments.remove(at);
    }
    arguments.addAll(List.of("--policy", file.toString()));
    arguments.addAll(List.of(more));
    return Invocation.of(arguments);
  }

  private StealResult result() throws IOException {
    return ResultFile.read(victim.run().resolve("result.json"));
  }

  @Test
  void a_thief_learns_from_what_the_policy_released_and_no_more() throws IOException {
    Invocation stolen = steal(POLICY);

    assertThat(stolen.status()).as(stolen.err()).isZero();
    assertThat(stolen.out())
        .contains("Policy 3, thief 1 (released) with 1 account: answered 25 images");
    assertThat(result().surrogates())
        .extracting(Surrogate::answers, Surrogate::budget, Surrogate::answered)
        .containsExactly(tuple("released", 20, 20), tuple("released", 40, 25));
    assertThat(result().policies())
        .singleElement()
        .extracting(PolicyOutcome::answered, PolicyOutcome::waitedSeconds)
        .containsExactly(25, 0.0);
  }

  @Test
  void a_copy_is_asked_what_its_thief_was_answered_under_a_mark() throws IOException {
    Files.writeString(folder.resolve("secret"), "sixteen bytes at least");
    String marking =
        POLICY.replace(
            "release: [top-3]", "release: [{dawn: {rate: 0.5}}]\nsecret: {file: secret}");

    Invocation kept = steal(marking + "retention: {triggers: 1d}\n");

    assertThat(kept.status()).as(kept.err()).isZero();
    MarkedCopy copy = result().policies().get(0).marked().get(0);
    assertThat(copy.answers()).isEqualTo("released");
    assertThat(copy.budget()).isEqualTo(40);
    assertThat(copy.triggers()).isBetween(4, 25);
    assertThat(kept.out())
        .contains("answers %d of %d triggers".formatted(copy.agreeing(), copy.triggers()));

    steal(marking);
    assertThat(result().policies().get(0).marked()).isEmpty();
  }

  @Test
  void thieves_who_know_the_policy_attack_it_by_default() throws IOException {
    String policy = POLICY.replace("top-3", "reverse-sigmoid");

    Invocation stolen = stealKnowingly(policy);

    assertThat(stolen.status()).as(stolen.err()).isZero();
    assertThat(result().surrogates())
        .extracting(Surrogate::answers)
        .containsSubsequence("released", "label", "averaged-4", "recovered");
    assertThat(result().surrogates()).extracting(Surrogate::digest).doesNotHaveDuplicates();
    assertThat(result().policies())
        .extracting(PolicyOutcome::answers, PolicyOutcome::answered)
        .containsExactly(tuple("released, label, recovered", 25), tuple("averaged-4", 25));
  }

  @Test
  void each_thief_whose_queries_depend_on_answers_meets_the_policy_by_himself() throws IOException {
    Invocation stolen =
        steal(POLICY, "--strategy", "entropy", "--answers", "released,label", "--budgets", "20");
    assertThat(stolen.status()).as(stolen.err()).isZero();
    assertThat(result().policies())
        .extracting(PolicyOutcome::answers)
        .containsExactly("released", "label");
  }

  @Test
  void accounts_and_patience_get_him_more() throws IOException {
    assertThat(steal(POLICY, "--accounts", "2").status()).isZero();
    assertThat(result().policies().get(0).answered()).isEqualTo(40);
    assertThat(steal(POLICY, "--patience", "2d").status()).isZero();
    assertThat(result().policies().get(0).answered()).isEqualTo(40);
    assertThat(result().policies().get(0).waitedSeconds()).isEqualTo(24 * 3600);
  }

  @Test
  void a_theft_that_goes_on_meets_the_same_policy() throws IOException {
    steal(POLICY);
    List<Surrogate> before = result().surrogates();
    Invocation again = steal(POLICY);
    assertThat(again.status()).isZero();
    assertThat(result().surrogates()).isEqualTo(before);
    assertThat(Files.readAllLines(victim.run().resolve("events.jsonl")))
        .filteredOn(event -> event.contains("\"answered\""))
        .last()
        .asString()
        .contains("\"asked\":0");
  }

  @Test
  void another_policy_before_the_same_victim_pays_for_no_answer_again() throws IOException {
    steal(POLICY);
    assertThat(steal(POLICY.replace("top-3", "label")).status()).isZero();
    assertThat(Files.readAllLines(victim.run().resolve("events.jsonl")))
        .filteredOn(event -> event.contains("\"answered\""))
        .last()
        .asString()
        .contains("\"asked\":0");
  }

  @Test
  void detectors_stop_a_thief_whose_images_are_foreign() throws IOException {
    calibrate();

    Invocation stolen = steal(watched(POLICY, ""));

    assertThat(stolen.status()).as(stolen.err()).isZero();
    PolicyOutcome outcome = result().policies().get(0);
    assertThat(outcome.steps()).containsOnlyKeys("refused");
    assertThat(outcome.answered()).isEqualTo(outcome.steps().get("refused").intValue() - 1);
  }

  @Test
  void detectors_look_into_weights_of_a_known_architecture() throws IOException {
    calibrate();
    String described = POLICY.replace("victim: victim.safetensors", "victim: " + described(32));

    Invocation stolen = steal(watched(described, ""), "--test", "signs:40:test");

    assertThat(stolen.status()).as(stolen.err()).isZero();
    assertThat(result().policies().get(0).steps()).containsOnlyKeys("refused");
  }

  @Test
  void detectors_look_into_another_network_that_the_policy_names() throws IOException {
    calibrate();

    SmallVictim.in(Files.createDirectory(folder.resolve("other")), "resnet20");
    String another = POLICY.replace("victim: victim", "victim: other/victim");

    Invocation stolen = steal(watched(another, "network: " + described(32)));

    assertThat(stolen.status()).as(stolen.err()).isZero();
    assertThat(result().policies().get(0).steps()).containsOnlyKeys("refused");
  }

  @Test
  void detectors_of_the_same_weights_at_another_size_are_refused_in_one_line() throws IOException {
    calibrate();

    Invocation refused = steal(watched(POLICY, "network: " + described(33)));

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.complaints())
        .singleElement()
        .asString()
        .containsPattern("calibrated for the victim [0-9a-f]{12} at 32x32.*, and this one is")
        .containsPattern("[0-9a-f]{12} at 33x33.*: calibrate again");
  }

  @Test
  void a_network_that_detectors_cannot_look_into_is_refused_with_its_line() throws IOException {
    calibrate();
    Files.writeString(folder.resolve("other.onnx"), "any");

    Invocation onnx = steal(watched(POLICY, "network: other.onnx"));
    Invocation bare = steal(watched(POLICY, "network: " + victim.weightsAlone().getFileName()));

    assertThat(onnx.err())
        .contains("policy.yaml, line 6, detectors.network: other.onnx cannot be looked into");
    assertThat(bare.err()).contains("line 6, detectors.network: ").contains("a description names");
  }

  /** The same for all: the victim is the same in each. */
  private void calibrate() throws IOException {
    Path once = shared.resolve("signs.calibration");
    if (!Files.exists(once)) {
      List<String> options = SmallVictim.loosely("--pool", "scenes:400");
      options.addAll(List.of("--out", once.toString()));
      assertThat(victim.watched("calibrate", options).status()).isZero();
    }
    Files.copy(once, folder.resolve("signs.calibration"));
  }

  private static String watched(String policy, String network) {
    return policy.replaceAll("clients:.*\n", "")
        + """
        detectors: {calibration: signs.calibration, watch: [foreign-query-classifier, odin], %s}
        suspicion: [{step: refused, at: 1, refuse: true}]
        """
            .formatted(network);
  }

  /** The victim's weights, described: they are the same at 33 pixels as at 32. */
  private String described(int size) throws IOException {
    String weights = victim.weightsAlone().getFileName().toString();
    Files.writeString(
        folder.resolve("described.yaml"),
        "{model: %s, architecture: 5l, input: {size: %d}}".formatted(weights, size));
    return "described.yaml";
  }

  @Test
  void a_policy_names_its_victim_itself() throws IOException {
    List<String> arguments = new ArrayList<>(victim.arguments());
    Path file = Files.writeString(folder.resolve("policy.yaml"), POLICY);
    arguments.addAll(List.of("--policy", file.toString()));
    Invocation refused = Invocation.of(arguments);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("--victim must be left out");
  }

  @Test
  void a_policy_that_is_none_is_refused_with_its_line() throws IOException {
    Invocation refused = steal(POLICY.replace("images: 25", "images: many"));
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("policy.yaml, line 5, clients.each.images: ");
  }
}
