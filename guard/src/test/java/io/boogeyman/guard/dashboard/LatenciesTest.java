package io.boogeyman.guard.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
  private static final long NOW = 30_000_000;

  private final Latencies latencies = new Latencies();

  @ParameterizedTest
  @ValueSource(longs = {1, 15, 16, 31, 32, 33, 1_000, 4_321, 1_234_567, 60_000_000, 899_000_000})
  void a_time_is_told_to_four_percent(long micros) {
    latencies.add(Duration.ofNanos(micros * 1_000), NOW);
    assertThat(latencies.quantiles(NOW).median())
        .isCloseTo(micros / 1_000.0, within(micros / 1_000.0 * 0.04));
  }

  @Test
  void one_slow_answer_in_fifty_shows_in_the_99th_percentile_and_not_in_the_median() {
    for (int i = 0; i < 1_000; i++) {
      latencies.add(Duration.ofMillis(i % 50 == 0 ? 400 : 10), NOW);
    }
    Latencies.Quantiles found = latencies.quantiles(NOW);
    assertThat(found.median()).isCloseTo(10, within(0.4));
    assertThat(found.p99()).isCloseTo(400, within(14.0));
    assertThat(found.count()).isEqualTo(1_000);
  }

  @Test
  void is_forgotten_after_five_minutes() {
    latencies.add(Duration.ofMillis(3), NOW);
    assertThat(latencies.quantiles(NOW + 4).count()).isEqualTo(1);
    assertThat(latencies.quantiles(NOW + 5)).isEqualTo(new Latencies.Quantiles(0, 0, 0));
  }

  @Test
  void times_that_no_clock_gives_do_no_harm() {
    latencies.add(Duration.ofNanos(-5), NOW);
    latencies.add(Duration.ofSeconds(Long.MAX_VALUE), NOW);
    assertThat(latencies.quantiles(NOW).count()).isEqualTo(2);
  }
}
