package io.boogeyman.cli.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.statistics.Interval;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PercentagesTest {
  private static final Interval NONE = new Interval(0, 0, 0.004);

  @Test
  void kinds_of_which_none_are_accused_are_told_together() {
    assertThat(Percentages.kinds(Map.of("anything", NONE, "one class only", NONE)))
        .isEqualTo("none (up to 0.4 %)");
  }

  @Test
  void a_kind_that_is_accused_is_told_by_its_name() {
    Map<String, Interval> kinds =
        new TreeMap<>(Map.of("anything", NONE, "one class only", new Interval(0.02, 0.013, 0.031)));
    assertThat(Percentages.kinds(kinds))
        .isEqualTo("one class only 2.0 % (up to 3.1); none of the others (up to 0.4 %)");
    kinds.remove("anything");
    assertThat(Percentages.kinds(kinds)).isEqualTo("one class only 2.0 % (up to 3.1)");
  }
}
