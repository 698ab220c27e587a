package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.cli.run.ImageSets;
import io.boogeyman.nn.image.ImageSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a victim that is a service. */
@Tag("slow")
class ServiceCommandTest {
  /** Of all processes' environments, this variable is sure to be there. */
  private static final String VARIABLE = "PATH";

  @TempDir private Path folder;

  @Test
  void dry_run_asks_and_writes_nothing() throws IOException {
    try (SignService service = SignService.start()) {
      Invocation dry = steal(service, "--dry-run", "--seeds", "2", "--rate", "10");
      assertThat(dry.status()).describedAs(dry.err()).isZero();
      assertThat(dry.out())
          .contains("Dry run: the victim is asked nothing. The theft would ask:")
          .containsPattern("thief, seed 1 +70 +0 +70 +3 +0\\.70\n")
          .containsPattern("thief, seed 2 +70 +\\d+ +\\d+ +\\d +0\\.\\d+\n")
          .containsPattern("test images +43 +0 +43 +2 +0\\.43\n")
          .contains("At 10.0 images a second that takes");
      assertThat(service.images()).isZero();
      assertThat(run()).doesNotExist();
    }
  }

  @Test
  void dry_run_counts_what_is_on_record_and_the_theft_asks_what_it_said() throws IOException {
    try (SignService service = SignService.start()) {
      Invocation first = steal(service, "--budgets", "40");
      assertThat(first.status()).describedAs(first.err()).isZero();
      assertThat(service.images()).isEqualTo(40 + 43);

      Invocation dry = steal(service, "--dry-run", "--json");
      JsonNode inAll = new ObjectMapper().readTree(dry.out()).path("inAll");
      assertThat(inAll.path("onRecord").asInt()).isEqualTo(40 + 43);
      assertThat(inAll.path("toAsk").asInt()).isEqualTo(30);
      assertThat(inAll.path("cost").asDouble()).isEqualTo(0.3);

      assertThat(steal(service).status()).isZero();
      assertThat(service.images()).isEqualTo(40 + 43 + 30);
    }
  }

  @Test
  void dry_run_refuses_what_the_theft_would() throws IOException {
    try (SignService service = SignService.start()) {
      Invocation dry = steal(service, "--dry-run", "--spend-at-most", "1");
      assertThat(dry.status()).isEqualTo(2);
      assertThat(dry.complaints()).singleElement().asString().contains("more than --spend-at-most");
      dry = steal(service, "--dry-run", "--budgets", "81");
      assertThat(dry.complaints())
          .singleElement()
          .asString()
          .contains("a budget of 81 is more than the thief has images for: 80, of scenes:80");
      dry = steal(service, "--dry-run", "--rate", "0");
      assertThat(dry.complaints()).singleElement().asString().contains("--rate is images a second");
    }
  }

  @Test
  void key_is_in_no_output_and_no_file_of_the_run() throws IOException {
    String key = System.getenv(VARIABLE);
    try (SignService service = SignService.startWithKey(key)) {
      Invocation wrong = steal(service);
      assertThat(wrong.status()).isEqualTo(1);
      assertThat(wrong.complaints())
          .singleElement()
          .asString()
          .contains("answered 401 (who are you?)");

      Invocation right =
          steal(
              service,
              "--victim-option",
              "service.headers={Authorization: 'Bearer ${" + VARIABLE + "}'}");
      assertThat(right.status()).describedAs(right.err()).isZero();
      assertThat(right.out() + right.err()).doesNotContain(key).contains("Authorization");
      try (Stream<Path> files = Files.walk(run())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
              .describedAs(file.toString())
              .doesNotContain(key);
        }
      }
    }
  }

  @Test
  void how_it_is_asked_is_told_with_who_says_so() throws IOException {
    try (SignService service = SignService.start()) {
      Invocation dry = steal(service, "--dry-run");
      assertThat(dry.err())
          .contains("victim's protocol: open-inference-json\n")
          .contains("victim's images: 32x32 (from the service)\n")
          .contains("victim's channels: RGB (assumed)\n")
          .contains("victim's answers: probabilities (assumed)\n");
    }
  }

  @Test
  void probe_says_what_the_api_gives_away() throws IOException {
    try (SignService service = SignService.start()) {
      Invocation probe = probe(service);
      assertThat(probe.status()).describedAs(probe.err()).isZero();
      assertThat(probe.out())
          .contains("classes       43\n")
          .contains("answers       full\n")
          .contains("repeatable    yes\n")
          .contains("in batches    the same answers as one by one")
          .contains("rate limit    not met")
          .contains("noise         8 of 8 answered")
          .containsPattern(
              "Steal with --answers full --surrogate resnet20: .* 10,000 images .*15.00")
          .contains("asked         49 images for 0.07\n");
      assertThat(service.images()).isEqualTo(49);

      JsonNode json = new ObjectMapper().readTree(probe(service, "--json").out());
      assertThat(json.at("/findings/answers").asText()).isEqualTo("full");
      assertThat(json.at("/findings/foreign").size()).isEqualTo(3);
      assertThat(json.path("cost").asDouble()).isEqualTo(0.0735);
    }
  }

  private Path run() {
    return folder.resolve("run");
  }

  private Invocation probe(SignService service, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("probe", "--victim", service.address(), "--price", "1.50", "--cache"));
    arguments.add(folder.resolve("cache").toString());
    arguments.addAll(List.of(options));
    return Invocation.of(arguments);
  }

  private Invocation steal(SignService service, String... options) throws IOException {
    List<String> given = List.of(options);
    List<String> arguments = new ArrayList<>(List.of("steal", "--victim", service.address()));
    List<String> usual =
        List.of(
            "--pool", "scenes:80",
            "--test", "signs:43:test",
            "--budgets", "70",
            "--price", "10",
            "--surrogate", "5l",
            "--epochs", "1",
            "--threads", "1",
            "--device", "cpu",
            "--precision", "fp32",
            "--cache", folder.resolve("cache").toString(),
            "--run", run().toString());
    for (int i = 0; i < usual.size(); i += 2) {
      if (!given.contains(usual.get(i))) {
        arguments.addAll(usual.subList(i, i + 2));
      }
    }
    arguments.addAll(List.of("--victim-option", "classes=" + classes()));
    arguments.addAll(given);
    return Invocation.of(arguments);
  }

  private String classes() throws IOException {
    Path names = folder.resolve("classes.txt");
    try (ImageSource signs = ImageSets.source("signs:1")) {
      Files.write(names, signs.labels().orElseThrow().classNames());
    }
    return names.toString();
  }
}
