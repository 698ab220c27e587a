package io.boogeyman.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchResultTest {

  @Test
  void median_of_an_odd_number_of_rounds_is_the_middle_one() {
    assertThat(Measurement.of("x", "s", 5, 1, 3)).isEqualTo(new Measurement("x", 3, 1, 5, "s", 3));
  }

  @Test
  void median_of_an_even_number_of_rounds_is_between_the_middle_two() {
    assertThat(Measurement.of("x", "s", 4, 1, 3, 100).median()).isEqualTo(3.5);
  }

  @Test
  void no_rounds_are_no_measurement() {
    assertThatThrownBy(() -> Measurement.of("x", "s")).hasMessage("x was not measured");
  }

  @Test
  void table_has_a_line_a_measurement_under_the_machine() {
    BenchResult result =
        new BenchResult(
            "A processor, 2 cores",
            "resnet20 at 32x32",
            List.of(
                Measurement.of("training", "images/s", 1234, 1200, 1300),
                Measurement.of("opening", "s", 0.0123)));

    assertThat(result.describe().lines())
        .containsExactly(
            "A processor, 2 cores",
            "resnet20 at 32x32",
            "",
            "              median  (min–max)              unit",
            "training       1,234  (1,200–1,300)          images/s",
            "opening        0.012  (0.012–0.012)          s");
  }
}
