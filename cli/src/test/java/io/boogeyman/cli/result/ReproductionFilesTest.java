package io.boogeyman.cli.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.result.FigureTable.Value;
import io.boogeyman.core.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionFilesTest {
  @TempDir private Path folder;

  private static ReproductionResult result(String digest) {
    FigureTable table =
        new FigureTable(
            "t", "", "", List.of("a"), List.of(List.of(Value.of("b"))), Optional.empty());
    return new ReproductionResult(
        ReproductionResult.SCHEMA,
        "1",
        "2026-01-02T03:04:05Z",
        "mine",
        digest,
        "about",
        3,
        List.of(table),
        List.of(),
        Map.of());
  }

  private void writeWhole(ReproductionResult result) throws IOException {
    ReproductionFiles.write(result, folder);
    Files.writeString(folder.resolve(ReproductionFiles.PAGE), result.profileDigest());
    Files.writeString(folder.resolve(ReproductionFiles.PROFILE), result.profileDigest());
  }

  @Test
  void a_result_of_other_settings_is_put_aside_whole() throws IOException {
    writeWhole(result("first"));
    Path place = ReproductionFiles.putAside(result("second"), folder).orElseThrow();

    assertThat(place).isEqualTo(folder.resolve("earlier/2026-01-02T030405Z-3seeds"));
    assertThat(ReproductionFiles.read(place)).contains(result("first"));
    assertThat(place.resolve("tables/t.csv")).exists();
    assertThat(place.resolve("report.html")).hasContent("first");
    assertThat(place.resolve("profile.yaml")).hasContent("first");
    assertThat(folder).isDirectoryNotContaining("glob:**.{json,html,yaml}");
  }

  @Test
  void a_result_of_the_same_settings_stays() throws IOException {
    writeWhole(result("first"));
    assertThat(ReproductionFiles.putAside(result("first"), folder)).isEmpty();
    assertThat(ReproductionFiles.read(folder)).contains(result("first"));
  }

  @Test
  void no_result_takes_the_place_of_another_that_was_put_aside() throws IOException {
    writeWhole(result("first"));
    Path first = ReproductionFiles.putAside(result("second"), folder).orElseThrow();
    writeWhole(result("second"));
    Path second = ReproductionFiles.putAside(result("third"), folder).orElseThrow();

    assertThat(ReproductionFiles.read(first)).contains(result("first"));
    assertThat(ReproductionFiles.read(second)).contains(result("second"));
  }

  @Test
  void putting_aside_goes_on_where_it_was_stopped() throws IOException {
    writeWhole(result("first"));
    Path place = Files.createDirectories(folder.resolve("earlier/2026-01-02T030405Z-3seeds"));
    Files.move(folder.resolve("report.html"), place.resolve("report.html"));

    assertThat(ReproductionFiles.putAside(result("second"), folder)).contains(place);
    assertThat(place.resolve("report.html")).hasContent("first");
    assertThat(place.resolve("tables/t.csv")).exists();
  }

  private static String csv(List<String> columns, List<List<Value>> rows) {
    return TableFiles.toCsv(new FigureTable("t", "", "", columns, rows, Optional.empty()));
  }

  private static Value figure(String text, double estimate, double low, double high) {
    return new Value(text, Optional.of(new Interval(estimate, low, high)));
  }

  @Test
  void a_figure_with_an_interval_has_three_columns_and_a_count_one() {
    assertThat(
            csv(
                List.of("thief", "budget", "fidelity"),
                List.of(
                    List.of(
                        Value.of("knockoff"),
                        figure("1,000", 1000, 1000, 1000),
                        figure("50.0 % (40.0–60.0)", 0.5, 0.4, 0.6)))))
        .hasLineCount(2)
        .contains("thief,budget,fidelity,\"fidelity, low\",\"fidelity, high\"\r\n")
        .contains("knockoff,1000,0.5,0.4,0.6\r\n");
  }

  @Test
  void what_was_not_measured_is_written_as_people_read_it() {
    assertThat(
            csv(
                List.of("found"),
                List.of(List.of(figure("", 0.5, 0.4, 0.6)), List.of(Value.of("–")))))
        .hasLineCount(3)
        .contains("0.5,0.4,0.6\r\n", "–,,\r\n");
  }
}
