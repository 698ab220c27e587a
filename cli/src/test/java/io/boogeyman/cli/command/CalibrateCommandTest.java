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
class CalibrateCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private SmallVictim victim;

  @BeforeEach
  void makeVictim() throws IOException {
    victim = SmallVictim.in(folder);
  }

  private Invocation invoke(String command, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "--victim",
                victim.folder().resolve("victim.safetensors").toString(),
                "--cache",
                folder.resolve("cache").toString(),
                "--precision",
                "fp32"));
    arguments.addAll(Arrays.asList(options));
    return Invocation.of(arguments);
  }

  private String run() {
    return folder.resolve("run").toString();
  }

  private Invocation calibrate(Path out, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--own",
                "signs:430:test",
                "--pool",
                "scenes:400",
                "--images",
                "430",
                "--false-alarms",
                "0.05",
                "--accusations",
                "0.02",
                "--lifetime",
                "60",
                "--out",
                out.toString()));
    options.addAll(Arrays.asList(more));
    return invoke("calibrate", options.toArray(String[]::new));
  }

  @Test
  void what_was_calibrated_is_what_is_attacked() throws IOException {
    Path file = folder.resolve("signs.calibration");
    Invocation calibrated = calibrate(file, "--json");
    assertThat(calibrated.status()).as(calibrated.err()).isZero();
    JsonNode summary = JSON.readTree(calibrated.out());

    Invocation attacked =
        invoke("detect", "--calibration", file.toString(), "--json", "--run", run());

    assertThat(attacked.status()).as(attacked.err()).isZero();
    JsonNode result = JSON.readTree(attacked.out());
    for (int d = 0; d < summary.at("/detectors").size(); d++) {
      assertThat(result.at("/detectors").get(d).at("/flagged"))
          .isEqualTo(summary.at("/detectors").get(d).at("/flagged"));
    }
    assertThat(result.at("/data")).isEqualTo(summary.at("/data"));
  }

  @Test
  void a_small_network_can_be_trained_as_a_detector() {
    Invocation calibrated = calibrate(folder.resolve("trained"), "--train-detector", "5l");

    assertThat(calibrated.status()).as(calibrated.err()).isZero();
    assertThat(calibrated.out())
        .contains("foreign-query-network-5l")
        .contains("own, reported on")
        .contains("Thresholds were chosen to flag 5 % of customers' queries. Detectors saved to");
  }

  @Test
  void a_damaged_file_is_refused_in_one_line() throws IOException {
    Path file = Files.writeString(folder.resolve("damaged.calibration"), "nothing");
    Invocation attacked = invoke("detect", "--calibration", file.toString(), "--run", run());

    assertThat(attacked.status()).isNotZero();
    assertThat(attacked.complaints()).singleElement().asString().contains("damaged.calibration");
  }

  @Test
  void options_that_a_calibration_answers_are_refused_in_one_line() {
    Invocation attacked =
        invoke(
            "detect",
            "--calibration",
            folder.resolve("x").toString(),
            "--own",
            "signs:400",
            "--run",
            run());

    assertThat(attacked.status()).isEqualTo(2);
    assertThat(attacked.complaints())
        .singleElement()
        .asString()
        .contains("--calibration says which images are whose; leave out --own");
  }
}
