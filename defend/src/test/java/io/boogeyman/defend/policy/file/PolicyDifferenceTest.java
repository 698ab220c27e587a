package io.boogeyman.defend.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PolicyDifferenceTest {
  private static final String POLICY =
      """
      policy: 1
      version: "1"
      author: jane
      model: {victim: signs.safetensors, name: signs}
      clients: {each: {images: 100, per: day}}
      release: [top-5]
      """;

  private static PolicyFile read(String text) {
    return new PolicyReader().read(text, Path.of("policy.yaml"));
  }

  @Test
  void policies_that_say_the_same_do_not_differ() {
    assertThat(PolicyDifference.between(read(POLICY), read("# other\n" + POLICY))).isEmpty();
  }

  @Test
  void names_what_is_said_otherwise_anew_and_no_more() {
    String other =
        POLICY
            .replace("images: 100, per: day", "images: 200")
            .replace("[top-5]", "[{dawn: {rate: 0.01}}, top-5]");
    assertThat(PolicyDifference.between(read(POLICY), read(other)))
        .extracting(PolicyDifference::toString)
        .containsExactly(
            "~ clients.each.images: 100 → 200",
            "- clients.each.per: \"day\"",
            "- release.0: \"top-5\"",
            "+ release.0.dawn.rate: 0.01",
            "+ release.1: \"top-5\"");
  }

  @Test
  void names_what_clients_are_to_send_otherwise() {
    assertThat(
            PolicyDifference.between(
                read(withModel("input: as-the-model")),
                read(withModel("input: {layout: nhwc}, output: {name: scores}"))))
        .extracting(PolicyDifference::toString)
        .containsExactly(
            "- model.input: \"as-the-model\"",
            "+ model.input.layout: \"nhwc\"",
            "+ model.output.name: \"scores\"");
  }

  private static String withModel(String said) {
    return POLICY.replace("name: signs}", "name: signs, " + said + "}");
  }

  @Test
  void explains_what_clients_send_and_get() {
    assertThat(PolicyExplanation.of(read(withModel("input: as-the-model, output: as-the-model"))))
        .contains(
            "A gateway's clients send the tensor that the model takes.",
            "They are answered with a tensor that has the name of the model's own.");
    assertThat(
            PolicyExplanation.of(
                read(
                    withModel(
                        "input: {name: images, layout: nhwc, type: uint8}, output: {name: out}"))))
        .contains(
            "A gateway's clients send a tensor 'images': UINT8, NHWC, RGB, normalisation raw.",
            "They are answered with a tensor that is called 'out'.");
    assertThat(
            PolicyExplanation.of(
                read(withModel("input: {channels: grey, mean: 0.1307, deviation: [0.3081]}"))))
        .contains(
            "A gateway's clients send a tensor 'input': FP32, NCHW, GREY, normalisation unit,"
                + " mean 0.1307, deviation [0.3081].");
  }

  @Test
  void explains_what_a_policy_does() {
    assertThat(PolicyExplanation.of(read(POLICY)))
        .contains(
            "A client may ask 100 images a day.",
            "Nothing watches what is asked: any thief is served.",
            "Everybody gets: top-5.");
  }

  private static final String MARKING =
      POLICY.replace("[top-5]", "[top-5, dawn]") + "secret: {env: POLICY_KEY}\n";

  @Test
  void explains_whether_what_is_marked_is_kept() {
    assertThat(PolicyExplanation.of(read(POLICY))).noneMatch(said -> said.contains("dawn"));
    assertThat(PolicyExplanation.of(read(MARKING)))
        .contains(
            "What dawn marks is not kept, so that no suspect can be verified: that takes"
                + " retention.triggers.");
    assertThat(PolicyExplanation.of(read(MARKING + "retention: {triggers: 365d}\n")))
        .contains(
            "Images of clients that dawn marked are kept for 365d after their answer, 250 of a"
                + " client and month at most; suspects are asked them.");
  }

  @Test
  void names_that_triggers_are_kept() {
    assertThat(
            PolicyDifference.between(
                read(MARKING), read(MARKING + "retention: {triggers: 365d}\n")))
        .extracting(PolicyDifference::toString)
        .containsExactly("+ retention.triggers: \"365d\"");
  }
}
