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
  void explains_what_a_policy_does() {
    assertThat(PolicyExplanation.of(read(POLICY)))
        .contains(
            "A client may ask 100 images a day.",
            "Nothing watches what is asked: any thief is served.",
            "Everybody gets: top-5.");
  }
}
