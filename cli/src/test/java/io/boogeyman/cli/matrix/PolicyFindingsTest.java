package io.boogeyman.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.statistics.Interval;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PolicyFindingsTest {

  private static PolicyFindings policy(double accuracy, double distance) {
    Interval right = Interval.exactly(accuracy);
    HonestUse use =
        new HonestUse(1, 0, 50, 50, right, right, 0, 0, distance, OptionalDouble.empty());
    return new PolicyFindings("p", "full", List.of(), use);
  }

  @Test
  void is_beaten_by_one_that_is_better_in_something_and_worse_in_nothing() {
    assertThat(policy(0.9, 0.5).isBeatenBy(policy(0.9, 0.4))).isTrue();
    assertThat(policy(0.8, 0.5).isBeatenBy(policy(0.9, 0.5))).isTrue();
  }

  @Test
  void is_not_beaten_by_its_equal_nor_by_one_that_is_worse_in_something() {
    assertThat(policy(0.9, 0.5).isBeatenBy(policy(0.9, 0.5))).isFalse();
    assertThat(policy(0.9, 0.5).isBeatenBy(policy(0.95, 0.6))).isFalse();
  }
}
