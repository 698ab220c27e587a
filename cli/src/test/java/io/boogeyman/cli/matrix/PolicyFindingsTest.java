package io.boogeyman.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.cli.matrix.PolicyFindings.Theft;
import io.boogeyman.cli.report.ExampleResult;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.core.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PolicyFindingsTest {

  /**
   * @param strength how much its thief gets, 0 to 1
   */
  private static PolicyFindings policy(double strength, double accuracy, double distance) {
    return policy(List.of(theft("foreign", strength)), accuracy, distance);
  }

  private static PolicyFindings policy(List<Theft> thefts, double accuracy, double distance) {
    Interval right = Interval.exactly(accuracy);
    HonestUse use =
        new HonestUse(1, 0, 50, 50, right, right, 0, 0, distance, OptionalDouble.empty());
    return new PolicyFindings("p", "full", thefts, use);
  }

  private static Theft theft(String thief, double strength) {
    StealResult result =
        new ExampleResult(List.of("a", "b", "c"), List.of("label"), List.of(500), 1, 0, strength, 0)
            .result();
    return new Theft(thief, Optional.of(result));
  }

  @Test
  void is_beaten_by_one_that_is_better_in_something_and_worse_in_nothing() {
    assertThat(policy(0.6, 0.9, 0.5).isBeatenBy(policy(0.6, 0.9, 0.4))).isTrue();
    assertThat(policy(0.6, 0.8, 0.5).isBeatenBy(policy(0.6, 0.9, 0.5))).isTrue();
    assertThat(policy(0.6, 0.9, 0.5).isBeatenBy(policy(0.3, 0.9, 0.5))).isTrue();
  }

  @Test
  void is_not_beaten_by_its_equal_nor_by_one_that_is_worse_in_something() {
    assertThat(policy(0.6, 0.9, 0.5).isBeatenBy(policy(0.6, 0.9, 0.5))).isFalse();
    assertThat(policy(0.6, 0.9, 0.5).isBeatenBy(policy(0.6, 0.95, 0.6))).isFalse();
    assertThat(policy(0.3, 0.9, 0.5).isBeatenBy(policy(0.6, 0.95, 0.4))).isFalse();
  }

  @Test
  void is_judged_by_the_thief_whose_copy_agrees_most() {
    PolicyFindings policy =
        policy(List.of(theft("weak", 0.3), theft("strong", 0.9), theft("middling", 0.6)), 0.9, 0);
    assertThat(policy.strongest().orElseThrow().thief()).isEqualTo("strong");
  }

  @Test
  void has_no_strongest_thief_where_nothing_was_answered() {
    assertThat(policy(List.of(new Theft("foreign", Optional.empty())), 0.9, 0).strongest())
        .isEmpty();
  }
}
