package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
  /** As the smoke profile, a tenth as large. */
  static final String TINY =
      """
      name: tiny
      about: a test
      seeds: 2
      sets:
        signs: {title: signs, train: "signs:300:train", test: "signs:150:test", insiders: "signs:80:insiders"}
      pools:
        scenes: {title: scenes, images: "scenes:420"}
      victims:
        v: {set: signs, architecture: 5l, size: 32, epochs: 1, batch: 32, learningRate: 0.02}
      copies:
        c: {architecture: 5l, epochs: 1, learningRate: 0.02}
      thieves:
        knockoff: {title: any, pool: scenes, attacker: "Knockoff, scenes"}
        insider: {title: own, share: 1, attacker: in-distribution}
      watches:
        w: {victim: v, own: "signs:430:own", pools: [scenes], images: 430}
      tables:
        - {id: data, title: Sets, of: sets, victims: [v], published: [{row: {victim: v}, says: "99 %", confidence: A}]}
        - {id: full, title: Full, of: thefts, victims: [v], thieves: [knockoff], copies: [c], answers: [full, label], budgets: [40]}
        - {id: classes, title: Classes, of: classes, cell: {victim: v, thief: knockoff, copy: c, answers: full, budget: 40}}
        - {id: detection, title: Detection, of: detection, watches: [w], detectors: [energy, softmax]}
        - id: realistic
          title: Realistic
          of: thefts
          victims: [v]
          thieves: [knockoff, insider]
          copies: [c]
          answers: [full]
          budgets: [40]
          watch: w
          detectors: [energy]
      claims:
        - id: labels
          says: labels cost
          source: nobody
          sum:
            - {figure: fidelity, victim: v, thief: knockoff, copy: c, answers: full, budget: 40}
            - {figure: fidelity, weight: -1, victim: v, thief: knockoff, copy: c, answers: label, budget: 40}
          atLeast: 0
        - id: found
          says: found
          source: nobody
          sum: [{figure: found, watch: w, detector: energy, attacker: "Knockoff, scenes"}]
          atMost: 0
      """;

  @TempDir private Path folder;

  private Invocation reproduce(String... options) throws IOException {
    return reproduceProfile(TINY, options);
  }

  private Invocation reproduceProfile(String text, String... options) throws IOException {
    Path profile = folder.resolve("tiny.yaml");
    Files.writeString(profile, text);
    List<String> arguments = new ArrayList<>(List.of("reproduce", "--profile", profile.toString()));
    arguments.addAll(List.of("--cache", folder.resolve("cache").toString()));
    arguments.addAll(List.of("--run", folder.resolve("run").toString()));
    arguments.addAll(List.of("--precision", "fp32"));
    arguments.addAll(Arrays.asList(options));
    return Invocation.of(arguments);
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  @Test
  @Tag("slow")
  void makes_every_table_and_decides_the_claims() throws IOException {
    Invocation invocation = reproduce("--json");

    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(schema().validate(invocation.out(), InputFormat.JSON)).isEmpty();
    JsonNode result = new ObjectMapper().readTree(invocation.out());
    assertThat(result.at("/tables").findValuesAsText("id"))
        .containsExactly("data", "full", "classes", "detection", "realistic");
    assertThat(result.at("/tables/0/rows/0/7/text").asText())
        .isEqualTo("99 % (published, unverified, A)");
    assertThat(result.at("/tables/1/rows")).hasSize(2);
    assertThat(result.at("/tables/2/rows")).hasSize(43);
    assertThat(result.at("/tables/3/rows"))
        .as("two detectors; a pool's thief, coarse, filtering; insiders, in negative, in grey")
        .hasSize(2 * 6);
    assertThat(result.at("/tables/4/rows/0")).hasSize(10);
    assertThat(result.at("/claims/0/measured/estimate").asDouble())
        .isCloseTo(fidelity(result, 0) - fidelity(result, 1), within(1e-9));
    assertThat(result.at("/claims/1/measured/estimate").isNumber()).isTrue();
    Path run = folder.resolve("run");
    assertThat(lines(run.resolve("tables/full.csv"))).hasSize(3);
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("labels cost", "99 % (published, unverified, A)");
  }

  @Test
  @Tag("slow")
  void a_claim_on_two_tables_is_decided_though_they_are_made_one_after_the_other()
      throws IOException {
    String apart =
        TINY.replace(
            "answers: [full, label], budgets: [40]}",
            "answers: [full], budgets: [40]}\n"
                + "  - {id: labels, title: L, of: thefts, victims: [v], thieves: [knockoff],"
                + " copies: [c], answers: [label], budgets: [40]}");
    JsonNode first =
        new ObjectMapper().readTree(reproduceProfile(apart, "--only", "full", "--json").out());
    JsonNode both =
        new ObjectMapper().readTree(reproduceProfile(apart, "--only", "labels", "--json").out());

    assertThat(first.at("/claims/0/decision").asText()).isEqualTo("NOT_MEASURED");
    assertThat(both.at("/claims/0/measured/estimate").isNumber()).isTrue();
    assertThat(both.at("/claims/1/decision").asText()).isEqualTo("NOT_MEASURED");
  }

  /** With one thread each, copies have the same bits however many are trained at once. */
  @Test
  @Tag("slow")
  void thefts_side_by_side_find_what_they_find_one_after_the_other() throws IOException {
    String two =
        TINY.replace(
                "  v: {set", "  u: {set: signs, architecture: 5l, size: 32, epochs: 2}\n  v: {set")
            .replace("victims: [v], thieves", "victims: [v, u], thieves");
    String[] options = {"--only", "full", "--threads", "1", "--json", "--jobs"};
    Invocation together = reproduceProfile(two, more(options, "2"));
    Files.move(folder.resolve("run/thefts"), folder.resolve("together"));
    Invocation apart = reproduceProfile(two, more(options, "1"));

    assertThat(together.status()).as(together.err()).isZero();
    assertThat(apart.status()).as(apart.err()).isZero();
    assertThat(together.err()).contains("Stealing: ");
    assertThat(apart.err()).doesNotContain("Stealing: ");
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(together.out()).at("/tables/0/rows")).hasSize(4);
    assertThat(json.readTree(apart.out()).at("/tables"))
        .isEqualTo(json.readTree(together.out()).at("/tables"));
    assertThat(digests(folder.resolve("run/thefts")))
        .hasSize(2 * 2 * 2)
        .isEqualTo(digests(folder.resolve("together")));
  }

  /** Of all copies, by victim and place. */
  private static List<String> digests(Path thefts) throws IOException {
    List<String> digests = new ArrayList<>();
    for (String victim : List.of("u", "v")) {
      try (DirectoryStream<Path> kept =
          Files.newDirectoryStream(thefts.resolve(victim), "*-????????.json")) {
        for (Path file : kept) {
          JsonNode copies = new ObjectMapper().readTree(file.toFile()).at("/copies");
          digests.addAll(copies.findValuesAsText("digest"));
        }
      }
    }
    return digests;
  }

  private static String[] more(String[] options, String option) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add(option);
    return all.toArray(String[]::new);
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(Files.readString(Path.of("..", "docs", "reproduction.schema.json")));
  }

  private static double fidelity(JsonNode result, int row) {
    return result.at("/tables/1/rows/" + row + "/6/figure/estimate").asDouble();
  }

  @Test
  @Tag("slow")
  void keeps_tables_that_were_made_before() throws IOException {
    assertThat(reproduce("--only", "data").status()).isZero();
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .containsSubsequence("2 claims on tables that are not here", "labels cost", "found");
    Invocation second = reproduce("--only", "full");
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .containsSubsequence("labels cost", "1 claim on tables that are not here", "found");

    assertThat(second.out())
        .contains("Sets (data)", "Full (full)", "1 claim is on tables that are not here");
    Invocation other = reproduce("--only", "full", "--seeds", "1");
    assertThat(other.out()).as("other seeds").doesNotContain("Sets (data)");
    assertThat(folder.resolve("run/tables")).isDirectoryNotContaining("glob:**/data.csv");
    assertThat(folder.resolve("run/earlier"))
        .isDirectoryRecursivelyContaining("glob:**-2seeds/tables/data.csv")
        .isDirectoryRecursivelyContaining("glob:**-2seeds/report.html");
    assertThat(other.err()).contains("Made with other settings, now in " + folder);
    assertThat(Files.readString(folder.resolve("run/profile.yaml")))
        .startsWith("# Made with --seeds 1.")
        .endsWith(TINY);
  }

  @Test
  @Tag("slow")
  void a_victim_is_trained_anew_when_what_it_depends_on_has_changed() throws IOException {
    assertThat(reproduce("--only", "data").err()).contains("Training the victim");
    assertThat(reproduce("--only", "data").err()).doesNotContain("Training the victim");
    String renamed = TINY.replace("title: signs", "title: others");
    assertThat(reproduceProfile(renamed, "--only", "data").err())
        .doesNotContain("Training the victim");
    String longer = TINY.replace("epochs: 1, batch", "epochs: 2, batch");
    assertThat(reproduceProfile(longer, "--only", "data").err()).contains("Training the victim");
    String others = TINY.replace("signs:300:train", "signs:300:trained");
    assertThat(reproduceProfile(others, "--only", "data").err()).contains("Training the victim");
  }

  @Test
  void refuses_a_budget_that_the_thief_has_no_images_for_before_anything_is_done()
      throws IOException {
    Invocation invocation =
        reproduceProfile(TINY.replaceAll("(budgets?: \\[?)40", "$1" + 421), "--json");
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.complaints())
        .singleElement()
        .asString()
        .contains("a budget of 421 is more than the thief has images for: about 420");
    assertThat(folder.resolve("run/victims")).doesNotExist();
  }

  @Test
  @Tag("slow")
  void does_nothing_twice() throws IOException {
    String active =
        TINY.replace(
                "  insider: {title: own",
                "  active: {title: active, pool: scenes, strategy: entropy}\n  insider: {title: own")
            .replace(
                "of: thefts, victims: [v], thieves: [knockoff],",
                "of: thefts, victims: [v], thieves: [knockoff, active],");
    String[] asked = {"--only", "full,detection", "--seeds", "1"};
    Invocation first = reproduceProfile(active, asked);
    assertThat(first.status()).as(first.err()).isZero();
    Invocation second = reproduceProfile(active, asked);

    assertThat(second.out()).isEqualTo(first.out());
    assertThat(first.err())
        .contains("Training the victim", "Scoring", "stolen by active", "Training surrogates");
    assertThat(second.err()).doesNotContain("Training", "Scoring", "Asking", "Filtering");
    deleteThefts();
    Invocation third = reproduceProfile(active, asked);
    assertThat(third.out()).isEqualTo(first.out());
    assertThat(third.err())
        .doesNotContainPattern("Asking the victim: [1-9]")
        .doesNotContainPattern("Training surrogates: [1-9]");
  }

  /** What tables show of them; the answers and copies stay. */
  private void deleteThefts() throws IOException {
    try (DirectoryStream<Path> kept =
        Files.newDirectoryStream(folder.resolve("run/thefts/v"), "*-????????.json")) {
      for (Path file : kept) {
        Files.delete(file);
      }
    }
  }

  @Test
  @Tag("slow")
  void a_theft_is_made_anew_when_what_it_depends_on_has_changed() throws IOException {
    String[] asked = {"--only", "full", "--seeds", "1"};
    assertThat(reproduceProfile(TINY, asked).err()).contains("Training surrogates");
    assertThat(reproduceProfile(TINY.replace("title: any", "title: each"), asked).err())
        .doesNotContain("Training surrogates");
    for (String changed :
        List.of(
            TINY.replace("epochs: 1, learning", "epochs: 2, learning"),
            TINY.replace("scenes:420", "scenes:421"),
            TINY.replace("epochs: 1, batch", "epochs: 2, batch"))) {
      assertThat(reproduceProfile(changed, asked).err()).contains("Training surrogates");
    }
  }

  @Test
  @Tag("slow")
  void says_beforehand_what_it_would_do_and_how_long_that_takes() throws IOException {
    Invocation invocation = reproduce("--dry-run");

    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.out())
        .contains("victim v", "v, stolen by insider as c from 40 answers (full)")
        .contains("detectors of w, seed 2")
        .containsPattern("5 pieces of work, about .* in all on this machine");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void knows_tables_by_their_numbers() throws IOException {
    String numbered = TINY.replace("id: full,", "id: full, number: 2,");
    assertThat(reproduceProfile(numbered, "--list").out())
        .contains("full              table2  Full");
    assertThat(reproduceProfile(numbered, "--only", "table2", "--dry-run").out())
        .contains("v, stolen by knockoff as c from 40 answers (full, label)")
        .doesNotContain("insider");
  }

  @Test
  void lists_its_tables() throws IOException {
    assertThat(reproduce("--list").out().lines())
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("data", "full", "classes", "detection", "realistic");
  }

  @Test
  void prints_a_profile_to_be_changed() {
    Invocation invocation = Invocation.of(List.of("reproduce", "--profile", "smoke", "--show"));
    assertThat(invocation.out()).contains("name: smoke").startsWith("# What 'boogeyman reproduce");
  }

  @Test
  @Tag("slow")
  void plans_without_the_data_and_says_what_is_missing() {
    Invocation invocation =
        Invocation.of(
            List.of(
                "reproduce",
                "--profile",
                "laptop",
                "--only",
                "full",
                "--data",
                folder.toString(),
                "--dry-run"));
    assertThat(invocation.status()).as(invocation.err()).isZero();
    assertThat(invocation.out())
        .contains("victim gtsrb-resnet20", "it needs what is not", "cifar10.zip");
  }

  @Test
  void names_all_files_that_are_missing_in_one_line() {
    Invocation invocation =
        Invocation.of(
            List.of(
                "reproduce",
                "--profile",
                "laptop",
                "--data",
                folder.toString(),
                "--run",
                folder.resolve("run").toString()));
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.complaints())
        .containsExactly(
            "boogeyman: the profile laptop needs gtsrb32.zip, cifar10.zip, grocery128.zip,"
                + " tinyimagenet64.zip, weights/mobilenet_v2_imagenet.safetensors,"
                + " weights/squeezenet1_1_imagenet.safetensors, not found in "
                + folder
                + "; --data names the folder where they are");
  }

  @Test
  void refuses_a_table_that_is_not_in_the_profile() throws IOException {
    Invocation invocation = reproduce("--only", "ful");
    assertThat(invocation.status()).isEqualTo(2);
    assertThat(invocation.complaints())
        .singleElement()
        .asString()
        .contains("there is no table 'ful'");
  }
}
