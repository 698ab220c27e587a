package io.boogeyman.defend.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.file.NamingFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFilesTest {
  private static final String POLICY =
      """
      policy: 1
      version: "1"
      author: ann
      model: {victim: signs.safetensors, name: energy}
      secret: {file: secret.txt}
      detectors: {calibration: signs.calibration, watch: [energy]}
      release: [full, {dawn: {rate: 0.01}}]
      """;

  /** Files that end in "list" name one a line. */
  private static final NamingFiles NAMING =
      new NamingFiles() {
        @Override
        public List<String> options() {
          return List.of("classes");
        }

        @Override
        public List<String> namedBy(Path file) {
          try {
            return file.toString().endsWith("list") ? Files.readAllLines(file) : List.of();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void write() throws IOException {
    model = Files.writeString(folder.resolve("signs.safetensors"), "first");
    Files.writeString(folder.resolve("secret.txt"), "a secret of some length");
    Files.writeString(folder.resolve("energy"), "no file that the policy means");
    Files.writeString(folder.resolve("signs.calibration"), "calibrated");
  }

  private NamedFiles named() {
    return named(POLICY);
  }

  private NamedFiles named(String policy) {
    return new PolicyReader().read(policy, folder.resolve("policy.yaml")).named(NAMING);
  }

  @Test
  void are_the_model_and_what_detectors_need_but_no_secret() {
    assertThat(named().files()).containsOnlyKeys("signs.calibration", "signs.safetensors");
  }

  @Test
  void are_what_the_model_names_and_what_that_names_in_turn() throws IOException {
    Path models = Files.createDirectory(folder.resolve("models"));
    Files.writeString(models.resolve("signs.list"), "signs.pth\nmore/names.list");
    Files.writeString(models.resolve("signs.pth"), "weights");
    Files.createDirectory(models.resolve("more"));
    Files.writeString(models.resolve("more/names.list"), "../shared.txt\nnames.list\ngone.txt");
    Path last = Files.writeString(models.resolve("shared.txt"), "stop");

    NamedFiles named = named(POLICY.replace("signs.safetensors", "models/signs.list"));
    String before = named.state();
    Files.writeString(last, "yield, and stop");

    assertThat(named.files())
        .containsOnlyKeys(
            "signs.calibration",
            "models/signs.list",
            "models/signs.pth",
            "models/more/names.list",
            "models/shared.txt");
    assertThat(named.state()).isNotEqualTo(before);
  }

  @Test
  void are_what_options_of_the_model_name_as_well() throws IOException {
    Files.writeString(folder.resolve("names.txt"), "stop");
    assertThat(
            named(POLICY.replace("name: energy}", "name: energy, options: {classes: names.txt}}"))
                .files())
        .containsOnlyKeys("signs.calibration", "signs.safetensors", "names.txt");
  }

  @Test
  void that_options_name_lie_beside_the_policy_and_nothing_else_does() throws IOException {
    Files.writeString(folder.resolve("names.txt"), "stop");
    Files.createDirectory(folder.resolve("43"));
    assertThat(options("classes: names.txt"))
        .containsEntry("classes", folder.resolve("names.txt").toString());
    assertThat(options("classes: \"43\"")).containsEntry("classes", "43");
    assertThat(options("architecture: names.txt")).containsEntry("architecture", "names.txt");
  }

  private Map<String, String> options(String option) {
    String policy = POLICY.replace("name: energy}", "name: energy, options: {" + option + "}}");
    return new PolicyReader().read(policy, folder.resolve("policy.yaml")).modelOptions(NAMING);
  }

  @Test
  void that_are_not_there_are_none() throws IOException {
    Files.delete(model);
    assertThat(named().files()).containsOnlyKeys("signs.calibration");
  }

  @Test
  void have_the_digest_that_sha256sum_prints() throws IOException {
    assertThat(named().digests())
        .containsEntry(
            "signs.safetensors",
            "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e");
  }

  @Test
  void show_that_one_was_written_again_or_is_gone() throws IOException {
    NamedFiles named = named();
    String before = named.state();
    assertThat(named.state()).isEqualTo(before);
    Files.setLastModifiedTime(model, FileTime.fromMillis(1_000));
    String touched = named.state();
    Files.delete(model);
    assertThat(touched).isNotEqualTo(before);
    assertThat(named.state()).isNotIn(before, touched);
  }
}
