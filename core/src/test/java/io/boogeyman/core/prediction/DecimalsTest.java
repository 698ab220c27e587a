package io.boogeyman.core.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DecimalsTest {

  @Test
  void are_the_fewest_that_do() {
    assertThat(Decimals.of(0.5f, 0.25f, 0.25f)).hasValue(2);
    assertThat(Decimals.of(0.1f, 0.9f)).hasValue(1);
    assertThat(Decimals.of(0.12345f, 0.5f)).hasValue(5);
  }

  @Test
  void are_none_where_values_were_not_rounded() {
    assertThat(Decimals.of(1 / 3f, 2 / 3f)).isEmpty();
    assertThat(Decimals.of(1, 2e-9f)).as("no rounding leaves so little").isEmpty();
  }

  @Property(tries = 200)
  void are_found_whatever_the_values(
      @ForAll @IntRange(min = 1, max = 5) int decimals,
      @ForAll @IntRange(min = 1, max = 99_999) int number) {
    double scale = Math.pow(10, decimals);
    float rounded = (float) (Math.rint(number / 1e5 * scale) / scale);
    assertThat(Decimals.of(rounded).getAsInt()).isLessThanOrEqualTo(decimals);
  }
}
