package io.boogeyman.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.report.ReportPage.Measured;
import io.boogeyman.core.statistics.Interval;
import org.junit.jupiter.api.Test;

class WordingTest {

  @Test
  void writes_shares_as_percent_with_one_decimal() {
    assertThat(Wording.share(new Interval(0.872, 0.861, 0.883)))
        .isEqualTo(new Measured("87.2 %", "86.1–88.3"));
  }

  @Test
  void keeps_intervals_of_shares_within_what_a_share_can_be() {
    assertThat(Wording.share(new Interval(0.95, -0.2, 1.3)).range()).isEqualTo("0.0–100.0");
  }

  @Test
  void lets_a_copy_be_better_than_its_victim() {
    assertThat(Wording.ratio(new Interval(1.02, 0.98, 1.06)))
        .isEqualTo(new Measured("102.0 %", "98.0–106.0"));
  }

  @Test
  void writes_differences_with_their_sign() {
    assertThat(Wording.points(-0.123)).isEqualTo("−12.3");
    assertThat(Wording.points(0.05)).isEqualTo("+5.0");
    assertThat(Wording.points(-0.0001)).isEqualTo("0.0");
  }

  @Test
  void writes_money_with_two_decimals_and_says_free() {
    assertThat(Wording.money(1234.5)).isEqualTo("1,234.50");
    assertThat(Wording.money(0)).isEqualTo("free");
  }

  @Test
  void writes_durations_in_the_two_largest_units() {
    assertThat(Wording.duration(12.34)).isEqualTo("12.3 s");
    assertThat(Wording.duration(59.97)).isEqualTo("1 min 00 s");
    assertThat(Wording.duration(125)).isEqualTo("2 min 05 s");
    assertThat(Wording.duration(7380)).isEqualTo("2 h 03 min");
  }
}
