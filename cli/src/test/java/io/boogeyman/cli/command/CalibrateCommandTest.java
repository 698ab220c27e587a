package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.image.UnreadableImageException;
import io.boogeyman.nn.synthetic.Scenes;
import io.boogeyman.victim.input.ImageEncoding;
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
class CalibrateCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private SmallVictim victim;
  private Path file;

  @BeforeEach
  void makeVictim() throws IOException {
    victim = SmallVictim.in(folder);
    file = folder.resolve("signs.calibration");
  }

  private Invocation calibrate(String... more) {
    List<String> options = SmallVictim.loosely(more);
    options.addAll(List.of("--out", file.toString()));
    return victim.watched("calibrate", options);
  }

  private Invocation detect(String... more) {
    List<String> options = new ArrayList<>(List.of(more));
    options.addAll(List.of("--calibration", file.toString()));
    options.addAll(List.of("--run", folder.resolve("run").toString()));
    return victim.watched("detect", options);
  }

  @Test
  void a_detector_that_tells_nothing_is_named() {
    Invocation calibrated = calibrate("--pool", "signs:430:train");

    assertThat(calibrated.status()).as(calibrated.err()).isZero();
    assertThat(calibrated.err())
        .containsPattern(
            "warning: energy does not tell foreign images from the owner's \\(area under the ROC"
                + " curve 0\\.[45]\\d\\); do not rely on it");
  }

  @Test
  void frames_of_few_scenes_are_not_taken_for_so_many_images_without_a_word() throws IOException {
    List<String> options = SmallVictim.loosely("--pool", "scenes:400", "--out", file.toString());
    options.set(options.indexOf("--own") + 1, scenes(36, 12).toString());
    Invocation calibrated = victim.watched("calibrate", options);

    assertThat(calibrated.status()).as(calibrated.err()).isZero();
    assertThat(calibrated.err())
        .contains("warning: the 96 images that thresholds are chosen by are frames of 8 scenes");
  }

  /** As GTSRB names its tracks. */
  private Path scenes(int scenes, int frames) throws IOException {
    for (int scene = 0; scene < scenes; scene++) {
      Path place = Files.createDirectories(folder.resolve("own").resolve("class" + scene % 2));
      for (int frame = 0; frame < frames; frame++) {
        byte grey = (byte) (7 * scene + frame);
        byte[] image = {'P', '6', ' ', '1', ' ', '1', ' ', '2', '5', '5', '\n', grey, grey, 0};
        Files.write(place.resolve("%05d_%05d.ppm".formatted(scene, frame)), image);
      }
    }
    return folder.resolve("own");
  }

  @Test
  void what_was_calibrated_is_what_is_attacked() throws IOException {
    Invocation calibrated = calibrate("--pool", "scenes:400", "--states", "grey", "--json");
    assertThat(calibrated.status()).as(calibrated.err()).isZero();
    JsonNode summary = JSON.readTree(calibrated.out());

    Invocation attacked = detect("--json");

    assertThat(attacked.status()).as(attacked.err()).isZero();
    JsonNode result = JSON.readTree(attacked.out());
    assertThat(summary.at("/detectors")).isNotEmpty();
    for (int d = 0; d < summary.at("/detectors").size(); d++) {
      assertThat(result.at("/detectors").get(d).at("/flagged"))
          .isEqualTo(summary.at("/detectors").get(d).at("/flagged"));
    }
    assertThat(result.at("/data")).isEqualTo(summary.at("/data"));
    assertThat(result.at("/customers").findValuesAsText("name")).contains("grey");
  }

  @Test
  void weights_of_a_known_architecture_are_looked_into_as_well() throws IOException {
    assertThat(calibrate("--pool", "scenes:400").status()).isZero();
    byte[] ofTheNetwork = Files.readAllBytes(file);
    Files.delete(file);

    Invocation calibrated =
        calibrate(
            "--pool", "scenes:400",
            "--victim", victim.weightsAlone().toString(),
            "--victim-option", "architecture=5l",
            "--victim-option", "input.size=32");

    assertThat(calibrated.status()).as(calibrated.err()).isZero();
    assertThat(file).hasBinaryContent(ofTheNetwork);
  }

  @Test
  void small_networks_can_be_trained_as_detectors() {
    Invocation calibrated = calibrate("--pool", "scenes:400", "--train-detector", "5l,resnet20");

    assertThat(calibrated.status()).as(calibrated.err()).isZero();
    assertThat(calibrated.out())
        .contains("foreign-query-network-5l", "foreign-query-network-resnet20")
        .contains("own, reported on")
        .contains("Thresholds were chosen to flag 5 % of customers' queries. Detectors saved to");
  }

  @Test
  void a_network_that_there_is_not_is_refused_before_any_is_trained() {
    Invocation calibrated = calibrate("--pool", "scenes:400", "--train-detector", "5l,resnet2");

    assertThat(calibrated.status()).isEqualTo(2);
    assertThat(calibrated.complaints())
        .singleElement()
        .asString()
        .contains("'resnet2'", "resnet20");
  }

  @Test
  void customers_may_have_bad_days_of_the_kinds_that_are_named() throws IOException {
    Invocation calibrated = calibrate("--pool", "scenes:400", "--states", "night", "--json");

    assertThat(calibrated.status()).as(calibrated.err()).isZero();
    JsonNode accused = JSON.readTree(calibrated.out()).at("/detectors/0/accused");
    assertThat(accused.fieldNames()).toIterable().contains("anything", "night, worst kind");
    assertThat(calibrated.err()).contains("to choose by, night").doesNotContain("blur");

    Invocation unknown = calibrate("--pool", "scenes:400", "--states", "fog");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.complaints()).singleElement().asString().contains("'fog'", "night");
  }

  @Test
  void a_pool_that_has_changed_since_is_refused_in_one_line()
      throws IOException, UnreadableImageException {
    Path pool = drawn(60);
    assertThat(calibrate("--pool", pool.toString()).status()).isZero();
    Files.delete(pool.resolve("7.png"));

    Invocation attacked = detect();

    assertThat(attacked.status()).isEqualTo(2);
    assertThat(attacked.complaints())
        .singleElement()
        .asString()
        .endsWith("pool has changed since the calibration; calibrate again");
  }

  private Path drawn(int count) throws IOException, UnreadableImageException {
    Path pool = Files.createDirectory(folder.resolve("pool"));
    ImageShape shape = ImageShape.square(32);
    try (Scenes scenes = new Scenes(new Seed(1), count)) {
      for (int i = 0; i < count; i++) {
        ImageBatch scene = new ImageBatch(shape, scenes.read(i, shape));
        Files.write(pool.resolve(i + ".png"), ImageEncoding.PNG.encode(scene, 0));
      }
    }
    return pool;
  }

  @Test
  void a_damaged_file_is_refused_in_one_line() throws IOException {
    Files.writeString(file, "nothing");

    Invocation attacked = detect();

    assertThat(attacked.status()).isNotZero();
    assertThat(attacked.complaints()).singleElement().asString().contains("signs.calibration");
  }

  @Test
  void options_that_a_calibration_answers_are_refused_in_one_line() {
    for (String option : List.of("--own", "--pool", "--features", "--train-detector")) {
      refused(option, "signs:400");
    }
    for (String option : List.of("--images", "--false-alarms", "--accusations", "--lifetime")) {
      refused(option, "1");
    }
    refused("--states", "blur");
  }

  private void refused(String option, String value) {
    Invocation attacked = detect(option, value);
    assertThat(attacked.status()).isEqualTo(2);
    assertThat(attacked.complaints())
        .singleElement()
        .asString()
        .contains("--calibration says which images are whose; leave out " + option);
  }

  @Test
  void the_victim_is_not_written_over() throws IOException {
    file = folder.resolve("victim.safetensors");
    byte[] before = Files.readAllBytes(file);

    Invocation calibrated = calibrate("--pool", "scenes:400");

    assertThat(calibrated.status()).isEqualTo(2);
    assertThat(calibrated.complaints()).singleElement().asString().endsWith("is the victim itself");
    assertThat(file).hasBinaryContent(before);
  }
}
