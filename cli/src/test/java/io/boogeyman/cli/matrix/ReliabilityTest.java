package io.boogeyman.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityTest {

  @Test
  void is_the_gap_between_confidence_and_being_right_weighted_by_bins() {
    Reliability reliability = new Reliability();
    for (int i = 0; i < 4; i++) {
      reliability.add(0.9, i < 3); // right in 3 of 4 where 0.9 was said
    }
    reliability.add(0.5, true);
    assertThat(reliability.error()).isCloseTo((4 * 0.15 + 0.5) / 5, within(1e-12));
  }

  @Test
  void is_nothing_where_nothing_was_answered() {
    assertThat(new Reliability().error()).isZero();
  }

  @Test
  void certainty_falls_into_the_last_bin() {
    Reliability reliability = new Reliability();
    reliability.add(1, true);
    reliability.add(1, false);
    assertThat(reliability.error()).isEqualTo(0.5);
  }
}
