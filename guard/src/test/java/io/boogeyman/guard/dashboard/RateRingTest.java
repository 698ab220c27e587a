package io.boogeyman.guard.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.guard.dashboard.RateRing.Kind;
import org.junit.jupiter.api.Test;

class RateRingTest {
  private static final long NOW = 1_000_000;

  private final RateRing ring = new RateRing();

  @Test
  void sums_the_seconds_that_it_is_asked_for() {
    ring.add(Kind.IMAGES, NOW - 10, 100);
    ring.add(Kind.IMAGES, NOW - 9, 7);
    ring.add(Kind.IMAGES, NOW, 5);
    ring.add(Kind.REFUSED, NOW, 50);
    assertThat(ring.sum(Kind.IMAGES, NOW, 10)).isEqualTo(12);
    assertThat(ring.sum(Kind.REFUSED, NOW, 10)).isEqualTo(50);
  }

  @Test
  void forgets_what_is_older_than_fifteen_minutes() {
    ring.add(Kind.IMAGES, NOW, 5);
    ring.add(Kind.IMAGES, NOW + 899, 1);
    assertThat(ring.sum(Kind.IMAGES, NOW + 899, 900)).isEqualTo(6);
    ring.add(Kind.IMAGES, NOW + 900, 1);
    assertThat(ring.sum(Kind.IMAGES, NOW + 900, 900)).isEqualTo(2);
  }

  @Test
  void time_in_which_nothing_happened_counts_nothing() {
    ring.add(Kind.IMAGES, NOW, 5);
    assertThat(ring.sum(Kind.IMAGES, NOW + 2_000, 900)).isZero();
    ring.add(Kind.IMAGES, NOW + 500, 3);
    assertThat(ring.sum(Kind.IMAGES, NOW + 899, 900)).isEqualTo(8);
  }

  @Test
  void a_clock_that_was_set_back_begins_anew() {
    ring.add(Kind.IMAGES, NOW + 100_000, 5);
    ring.add(Kind.IMAGES, NOW, 3);
    assertThat(ring.sum(Kind.IMAGES, NOW, 900)).isEqualTo(3);
  }

  @Test
  void stretches_of_a_series_hold_all_that_happened() {
    for (int second = 0; second < 20; second++) {
      ring.add(Kind.IMAGES, NOW + second, second);
    }
    assertThat(ring.series(Kind.IMAGES, (NOW + 19) / 5, 5))
        .hasSize(180)
        .endsWith(10L, 35L, 60L, 85L);
  }
}
