package io.boogeyman.cli.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.result.FigureTable.Value;
import io.boogeyman.core.statistics.Interval;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReproductionFilesTest {

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
