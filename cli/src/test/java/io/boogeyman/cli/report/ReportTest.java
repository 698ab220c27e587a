package io.boogeyman.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportTest {
  private static final Example TYPICAL = Example.of("typical", ExampleResult.typical());
  private static final Example SINGLE = Example.of("single", ExampleResult.single());
  private static final Example WIDE = Example.of("wide", ExampleResult.wide());
  private static final Example HOSTILE = Example.of("hostile", ExampleResult.hostile());
  private static final Example FREE = Example.of("free", ExampleResult.typical().free());
  private static final Example WEAK = Example.of("weak", ExampleResult.typical().withStrength(0.2));

  private record Example(String name, StealResult result, String page) {
    static Example of(String name, ExampleResult example) {
      StealResult result = example.result();
      return new Example(name, result, Report.render(result));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Example> examples() {
    return Stream.of(TYPICAL, SINGLE, WIDE, HOSTILE, FREE, WEAK);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void loads_nothing_from_anywhere(Example example) {
    assertThat(links(example.page)).allMatch(link -> link.startsWith("data:image/png;base64,"));
    assertThat(example.page).contains("default-src 'none'").doesNotContain("@import", "<link");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void holds_every_figure_of_the_summary(Example example) {
    for (Summary row : example.result.summary()) {
      assertThat(example.page)
          .contains(
              row.answers(),
              String.format(Locale.ROOT, "%,d", row.budget()),
              String.format(Locale.ROOT, "%.1f %%", 100 * row.accuracy().estimate()),
              String.format(Locale.ROOT, "%.1f %%", 100 * row.top5().estimate()),
              String.format(Locale.ROOT, "%.1f %%", 100 * row.fidelity().estimate()),
              String.format(Locale.ROOT, "%.1f %%", 100 * row.recovery().estimate()),
              String.format(Locale.ROOT, "%.3f", row.divergence().estimate()));
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shows_the_level_of_the_verdict(Example example) {
    String style = example.result.verdict().level().name().toLowerCase(Locale.ROOT);
    assertThat(example.page).contains("class=\"verdict " + style.replace('_', '-') + "\"");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void has_three_scripts_whatever_the_names(Example example) {
    assertThat(example.page.split("(?i)<script", -1)).hasSize(4);
    assertThat(example.page.split("(?i)</script", -1)).hasSize(4);
  }

  @Test
  void escapes_names_in_the_text() {
    assertThat(HOSTILE.page)
        .contains("&lt;/script&gt;&lt;script&gt;alert('named')")
        .doesNotContain("<b>bold</b>");
  }

  @Test
  void hands_the_charts_names_as_they_are() throws IOException {
    JsonNode data = data(HOSTILE.page);
    assertThat(data.get("classNames"))
        .extracting(JsonNode::textValue)
        .containsExactlyElementsOf(HOSTILE.result.victim().classNames());
  }

  @Test
  void lists_classes_without_test_images() {
    assertThat(WIDE.page).contains("Not in the test set, so left out: 30 classes");
  }

  @Test
  void says_that_free_answers_were_free() {
    assertThat(FREE.page).contains("The answers were free.");
  }

  @Test
  void says_what_intervals_are_over() {
    assertThat(TYPICAL.page).contains("95 % intervals over 3 seeds and test images.");
    assertThat(SINGLE.page).contains("95 % intervals over test images.");
  }

  @Test
  void stands_a_missing_combination() {
    List<Summary> summary = new ArrayList<>(TYPICAL.result.summary());
    summary.removeIf(row -> row.answers().equals("label") && row.budget() == 5000);
    assertThat(Report.render(with(TYPICAL.result, summary)))
        .contains("All figures")
        .doesNotContain("What the answers gave away", "What the thief sent and got");
  }

  @Test
  void refuses_a_result_without_surrogates() {
    StealResult empty = with(TYPICAL.result, List.of());
    assertThatThrownBy(() -> Report.render(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no surrogate to judge the run by");
  }

  @Test
  void writes_the_page_whole(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.html");
    Report.write(TYPICAL.result, file);
    assertThat(Files.readString(file)).isEqualTo(TYPICAL.page);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  /** For the eye: the pages lie under target/report-examples after the tests. */
  @ParameterizedTest
  @MethodSource("examples")
  void stays_under_three_megabytes(Example example) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "report-examples"));
    Path file = folder.resolve(example.name() + ".html");
    Report.write(example.result, file);
    assertThat(file).satisfies(f -> assertThat(Files.size(f)).isLessThan(3_000_000));
  }

  private static List<String> links(String page) {
    // Only markup: the scripts' own text mentions attributes too.
    String markup = page.replaceAll("(?s)<script.*?</script>", "");
    Matcher matcher =
        Pattern.compile("(?:[^-]src=|href=|url\\()\\s*[\"']?([^\"'\\s>)]+)").matcher(markup);
    List<String> links = new ArrayList<>();
    while (matcher.find()) {
      links.add(matcher.group(1));
    }
    return links;
  }

  private static JsonNode data(String page) throws IOException {
    Matcher matcher =
        Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>")
            .matcher(page);
    assertThat(matcher.find()).isTrue();
    return new ObjectMapper().readTree(matcher.group(1));
  }

  /** Another summary, and no named classes and samples. */
  private static StealResult with(StealResult whole, List<Summary> summary) {
    return new StealResult(
        whole.schema(),
        whole.version(),
        whole.finished(),
        whole.seconds(),
        whole.verdict(),
        whole.victim(),
        whole.pool(),
        whole.test(),
        whole.asked(),
        summary,
        whole.surrogates(),
        List.of(),
        List.of(),
        List.of(),
        whole.settings(),
        whole.environment());
  }
}
