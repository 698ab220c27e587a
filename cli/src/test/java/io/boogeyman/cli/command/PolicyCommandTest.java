package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

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

class PolicyCommandTest {
  private static final String POLICY =
      """
      policy: 1
      version: "3"
      author: jane
      model: {victim: victim.safetensors, name: signs}
      clients: {each: {images: 25, per: day}}
      release: [top-3]
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("policy.yaml"), POLICY);
  }

  private Path other(String from, String to) throws IOException {
    return Files.writeString(folder.resolve("other.yaml"), POLICY.replace(from, to));
  }

  private static Invocation policy(String command, Object... arguments) {
    List<String> all = new ArrayList<>(List.of("policy", command));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return Invocation.of(all);
  }

  @Test
  @Tag("slow")
  void check_says_what_a_policy_in_order_protects_and_shows() throws IOException {
    SmallVictim.in(folder);
    Invocation checked = policy("check", file);
    assertThat(checked.status()).as(checked.err()).isZero();
    assertThat(checked.out().lines())
        .hasSize(3)
        .first()
        .asString()
        .endsWith("43 classes, 32x32 images; the most that anybody sees: top-3");
    assertThat(checked.out().lines().skip(1).findFirst().orElseThrow())
        .matches("\\Q" + file + "\\E is in order: version 3 of jane, digest [0-9a-f]{64}");
    assertThat(checked.out().lines().skip(2).findFirst().orElseThrow())
        .as("the model")
        .matches(".*\\.safetensors: SHA-256 [0-9a-f]{64}");
  }

  @Test
  @Tag("slow")
  void check_says_how_many_queries_a_proof_takes_and_whether_they_are_kept() throws IOException {
    SmallVictim.in(folder);
    Files.writeString(folder.resolve("secret"), "sixteen bytes at least");
    Path marking =
        other("release: [top-3]", "release: [{dawn: {rate: 0.01}}]\nsecret: {file: secret}");
    String needs =
        "dawn: with 43 classes a proof at 2^-64 needs 35 marked queries of a client, if a copy"
            + " forgets half; at rate 0.01 he has them after 3,500; ";
    assertThat(policy("check", marking).out().lines())
        .contains(
            needs + "nobody keeps them, so that nothing can be proven: say retention.triggers");
    Files.writeString(marking, Files.readString(marking) + "retention: {triggers: 365d}\n");
    assertThat(policy("check", marking).out().lines())
        .contains(needs + "a gateway keeps them for 365d");
  }

  @Test
  void check_says_all_that_is_wrong_with_its_line() throws IOException {
    Path bad = other("images: 25, per: day", "images: many, per: week");
    Invocation checked = policy("check", bad);
    assertThat(checked.status()).isEqualTo(2);
    assertThat(checked.out()).isEmpty();
    assertThat(checked.err().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith(bad + ", line 5, clients.each."));
  }

  @Test
  void check_opens_what_the_policy_names_unless_it_is_only_to_read() {
    Invocation checked = policy("check", file);
    assertThat(checked.status()).isNotZero();
    assertThat(checked.complaints()).singleElement().asString().contains("victim.safetensors");
    assertThat(checked.hasStackTrace()).isFalse();
    assertThat(policy("check", "--read-only", file).status()).isZero();
  }

  @Test
  void explain_says_in_sentences_what_a_policy_does() {
    Invocation explained = policy("explain", file);
    assertThat(explained.status()).as(explained.err()).isZero();
    assertThat(explained.out().lines())
        .startsWith(
            "Policy 3 of jane protects the model 'signs' (victim.safetensors).",
            "A client may ask 25 images a day.")
        .contains("Everybody gets: top-3.");
  }

  @Test
  void explain_says_that_there_is_no_such_file() {
    Invocation explained = policy("explain", folder.resolve("missing.yaml"));
    assertThat(explained.status()).isEqualTo(2);
    assertThat(explained.complaints())
        .containsExactly("boogeyman: there is no file " + folder.resolve("missing.yaml"));
  }

  @Test
  void diff_says_field_by_field_what_changes_and_exits_with_1() throws IOException {
    Invocation compared = policy("diff", file, other("[top-3]", "[label]"));
    assertThat(compared.status()).isEqualTo(1);
    assertThat(compared.out().lines()).containsExactly("~ release.0: \"top-3\" → \"label\"");
  }

  @Test
  void diff_says_that_both_say_the_same() throws IOException {
    Invocation compared = policy("diff", file, other("author: jane", "author:   jane # still"));
    assertThat(compared.status()).isZero();
    assertThat(compared.out().lines()).containsExactly("both say the same");
  }

  @Test
  void diff_refuses_a_policy_that_is_none() throws IOException {
    Path bad = other("release", "releases");
    Invocation compared = policy("diff", file, bad);
    assertThat(compared.status()).isEqualTo(2);
    assertThat(compared.out()).isEmpty();
    assertThat(compared.complaints()).singleElement().asString().startsWith("boogeyman: " + bad);
  }

  @Test
  void schema_is_one_of_json() throws IOException {
    Invocation printed = policy("schema");
    assertThat(printed.status()).isZero();
    assertThat(new ObjectMapper().readTree(printed.out()).path("properties").has("release"))
        .isTrue();
  }

  @Test
  void schema_takes_no_file() {
    Invocation refused = policy("schema", file);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.complaints())
        .singleElement()
        .asString()
        .startsWith("boogeyman: Unmatched argument");
  }
}
