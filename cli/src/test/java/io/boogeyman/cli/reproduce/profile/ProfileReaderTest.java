package io.boogeyman.cli.reproduce.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ProfileReaderTest {
  static final List<String> NAMES = ProfileReader.NAMES;

  @TempDir private Path folder;

  /** The smoke profile with something in it replaced. */
  private Profile smokeWith(String text, String replacement) throws IOException {
    return profileWith("smoke", text, replacement);
  }

  private Profile profileWith(String name, String text, String replacement) throws IOException {
    String original = ProfileReader.text(name);
    assertThat(original).contains(text);
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, original.replace(text, replacement));
    return ProfileReader.read(file.toString());
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void profiles_that_come_with_the_program_are_complete(String name) throws IOException {
    Profile profile = ProfileReader.read(name);
    assertThat(profile.name()).isEqualTo(name);
    assertThat(profile.claims()).isNotEmpty();
  }

  @Test
  void a_copied_profile_reads_as_the_original() throws IOException {
    Path copy = folder.resolve("copy.yml");
    Files.writeString(copy, ProfileReader.text("laptop"));
    assertThat(ProfileReader.read(copy.toString())).isEqualTo(ProfileReader.read("laptop"));
  }

  @Test
  void an_unknown_profile_is_told_which_there_are() {
    assertThatThrownBy(() -> ProfileReader.read("desktop"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no profile 'desktop'; there are smoke, laptop, paper, or name a .yaml file");
  }

  @Test
  void a_name_that_refers_to_nothing_is_told_what_there_is() {
    assertThatThrownBy(() -> smokeWith("copies: [resnet20, 5l]", "copies: [resnet20, resnet21]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            "mine.yaml: table architecture: there is no copy 'resnet21'; there are: resnet20, 5l");
  }

  @Test
  void a_field_that_is_none_is_told_which_there_are() {
    assertThatThrownBy(() -> smokeWith("seeds: 2", "seeds: 2\nseed: 3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no 'seed'; there are about, claims, copies");
  }

  @Test
  void a_claim_about_what_no_table_measures_is_refused() {
    assertThatThrownBy(() -> smokeWith("answers: label, budget: 600", "answers: label, budget: 7"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("claim labels-cost: no table measures");
  }

  @Test
  void a_claim_needs_one_limit() {
    assertThatThrownBy(() -> smokeWith("    atLeast: 0.9\n", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("claim 'told' needs a sum of terms, and either atLeast or atMost");
  }

  @Test
  void a_figure_that_is_recalled_with_low_confidence_is_not_shown() {
    assertThatThrownBy(
            () ->
                smokeWith(
                    "victims: [signs-resnet20, signs-5l]}",
                    "victims: [signs-resnet20, signs-5l],"
                        + " published: [{row: {victim: signs-5l}, says: 1 %, confidence: C}]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("confidence");
  }

  @Test
  void a_thief_with_insiders_needs_a_set_that_has_some() {
    String thieves = "victims: [grocery-mobilenet, cifar10-mobilenet]\n    thieves: ";
    assertThatThrownBy(() -> profileWith("laptop", thieves + "[knockoff]", thieves + "[insider]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "thief 'insider' needs insiders, and the set of victim 'grocery-mobilenet' names none");
  }

  private void assertRefused(String text, String replacement, String message) {
    assertThatThrownBy(() -> smokeWith(text, replacement))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_detector_that_the_watch_does_not_have_is_refused_at_once() {
    assertRefused(
        "detectors: [foreign-query-network-5l, energy]",
        "detectors: [foreign-query-network-9l, energy]",
        "table realistic: there is no detector 'foreign-query-network-9l'; there are:"
            + " foreign-query-network-5l; foreign-query-classifier; energy;");
  }

  @Test
  void an_attacker_who_is_not_sent_is_refused_at_once() {
    assertRefused(
        "attackers: [\"Knockoff, scenes\",",
        "attackers: [\"Knockoff, scene\",",
        "table detection: there is no attacker 'Knockoff, scene'; there are: Knockoff, scenes;");
  }

  @Test
  void a_claim_about_a_watch_that_no_table_shows_is_refused() {
    assertRefused(
        "- {figure: auroc, watch: signs,",
        "- {figure: auroc, watch: signals,",
        "claim told: there is no watch 'signals'");
  }

  @Test
  void a_watch_says_nothing_of_another_victim() {
    assertRefused(
        "    victims: [signs-resnet20]\n    thieves: [knockoff, mixer, insider]",
        "    victims: [signs-5l]\n    thieves: [knockoff, mixer, insider]",
        "table realistic: its watch is of victim 'signs-resnet20' and not of 'signs-5l'");
  }

  @Test
  void a_published_figure_of_no_row_is_refused() {
    assertThatThrownBy(
            () -> profileWith("laptop", "budget: \"10,000\"}, says", "budget: \"10000\"}, says"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "table full: the published figure 'GTSRB-RN34: 94.8 %, recovery 0.97'")
        .hasMessageContaining("is of no row");
  }

  @Test
  void a_published_figure_of_a_row_that_the_table_leaves_out_is_refused() {
    assertThatThrownBy(
            () ->
                profileWith(
                    "laptop",
                    "attacker: \"Knockoff, tiny\", detector: foreign-query-classifier-mobilenet_v2}\n"
                        + "        says: \"GTSRB",
                    "attacker: in-distribution, detector: energy}\n        says: \"GTSRB"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("table detection: the published figure 'GTSRB: 99 % found")
        .hasMessageContaining("is of no row");
  }

  @Test
  void a_victim_that_its_schedule_does_not_mirror_is_refused() {
    assertRefused(
        "architecture: 5l, size: 32, epochs: 8",
        "architecture: 5l, size: 32, schedule: paper_from_scratch, mirrored: true, epochs: 8",
        "a victim of a published schedule is not mirrored");
  }

  @Test
  void a_field_that_is_missing_is_named() {
    assertRefused("train: signs:3000:train", "", "a set needs 'train'");
    assertRefused("victim: signs-resnet20\n    own", "own", "a watch needs 'victim'");
    assertRefused("images: \"scenes:2400\"", "", "a pool needs 'images'");
    assertRefused("architecture: 5l, size: 32", "size: 32", "a victim needs 'architecture'");
    assertRefused("- id: full\n    number: 2\n    title", "- title", "a table needs 'id'");
  }

  @Test
  void a_name_that_would_lead_out_of_the_folder_is_refused() {
    assertRefused("- id: full\n", "- id: ../full\n", "'../full' can be no name here");
  }

  @Test
  void tables_are_chosen_by_name() throws IOException {
    Profile smoke = ProfileReader.read("smoke");
    assertThat(smoke.tables(List.of("classes", "data")))
        .extracting(Table::id)
        .containsExactly("data", "classes");
    assertThatThrownBy(() -> smoke.tables(List.of("dat")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no table 'dat' in profile smoke; there are: data, full");
  }
}
