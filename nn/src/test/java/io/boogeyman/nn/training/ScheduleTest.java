package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final int STEPS = 100;

  @Test
  void constant_never_changes() {
    assertThat(factor(new Schedule.Constant(), 0)).isEqualTo(1);
    assertThat(factor(new Schedule.Constant(), 99)).isEqualTo(1);
  }

  @Test
  void step_falls_after_every_so_many_epochs_as_pytorchs_step_lr() {
    Schedule schedule = new Schedule.Step(3, 0.1);

    assertThat(factor(schedule, 0)).isEqualTo(1);
    assertThat(factor(schedule, 29)).isEqualTo(1);
    assertThat(factor(schedule, 30)).isCloseTo(0.1, within(1e-12));
    assertThat(factor(schedule, 59)).isCloseTo(0.1, within(1e-12));
    assertThat(factor(schedule, 60)).isCloseTo(0.01, within(1e-12));
    assertThat(factor(schedule, 99)).isCloseTo(0.001, within(1e-12));
  }

  @Test
  void cosine_starts_at_one_is_half_at_half_time_and_ends_near_zero() {
    Schedule schedule = new Schedule.Cosine();

    assertThat(factor(schedule, 0)).isEqualTo(1);
    assertThat(factor(schedule, 25)).isCloseTo((1 + Math.sqrt(0.5)) / 2, within(1e-12));
    assertThat(factor(schedule, 50)).isCloseTo(0.5, within(1e-12));
    assertThat(factor(schedule, 99)).isBetween(0.0, 0.001);
  }

  @Test
  void one_cycle_rises_in_a_line_to_one_and_falls_in_a_line_to_near_zero() {
    Schedule schedule = new Schedule.OneCycle(0.25);

    assertThat(factor(schedule, 0)).isCloseTo(0.02, within(1e-12));
    assertThat(factor(schedule, 10)).isCloseTo(0.42, within(1e-12));
    assertThat(factor(schedule, 24)).isCloseTo(0.98, within(1e-12));
    assertThat(factor(schedule, 25)).isCloseTo(0.9933333, within(1e-6));
    assertThat(factor(schedule, 99)).isCloseTo(0.0066667, within(1e-6));
  }

  @Property
  void one_cycle_never_stands_still_and_never_exceeds_the_full_rate(
      @ForAll @IntRange(min = 1, max = 500) int steps,
      @ForAll @DoubleRange(min = 0.05, max = 0.95) double rise) {
    for (int step = 0; step < steps; step++) {
      assertThat(new Schedule.OneCycle(rise).factor(step, steps, 10)).isBetween(1e-9, 1.0);
    }
  }

  private static double factor(Schedule schedule, int step) {
    return schedule.factor(step, STEPS, 10);
  }
}
