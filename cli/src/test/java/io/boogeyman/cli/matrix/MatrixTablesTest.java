package io.boogeyman.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.report.ExampleResult;
import io.boogeyman.cli.result.FigureTable;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.core.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MatrixTablesTest {

  private static PolicyFindings policy(String name, double strength, double distance) {
    Interval right = Interval.exactly(0.9);
    HonestUse use =
        new HonestUse(20, 3, 1000, 950, right, right, 0, 0, distance, OptionalDouble.empty());
    StealResult stolen =
        new ExampleResult(List.of("a", "b", "c"), List.of("label"), List.of(500), 1, 0, strength, 0)
            .result();
    return new PolicyFindings(
        name, "full", List.of(new PolicyFindings.Theft("foreign", Optional.of(stolen))), use);
  }

  private static List<String> column(FigureTable table, String name) {
    int column = table.columns().indexOf(name);
    return table.rows().stream().map(row -> row.get(column).text()).toList();
  }

  @Test
  void policies_that_no_other_beats_stand_on_the_front() {
    FigureTable worth =
        MatrixTables.of(
                List.of(
                    policy("open", 0.6, 0), policy("worse", 0.6, 0.5), policy("shut", 0.1, 0.5)))
            .get(0);

    assertThat(column(worth, "front")).containsExactly("on it", "", "on it");
  }

  @Test
  void customers_who_came_under_suspicion_are_counted_of_all() {
    FigureTable customers = MatrixTables.of(List.of(policy("open", 0.6, 0))).get(2);

    assertThat(column(customers, "customers suspected")).containsExactly("3 of 20");
    assertThat(column(customers, "images answered")).containsExactly("950 of 1,000");
  }
}
