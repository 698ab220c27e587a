package io.boogeyman.guard.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctClientsTest {
  private static final long NOW = 30_000_000;

  private final DistinctClients clients = new DistinctClients();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10, 100, 1_000, 10_000, 100_000, 1_000_000})
  void counts_each_client_once_to_two_and_a_half_percent(int number) {
    for (int i = 0; i < number; i++) {
      clients.add("address:10." + i % 256 + "." + i / 256 % 256 + "." + i / 65_536, NOW);
    }
    assertThat(clients.count(NOW)).isCloseTo(number, within(Math.round(0.025 * number)));
  }

  @Test
  void the_same_client_in_two_minutes_is_one() {
    clients.add("key:acme", NOW);
    clients.add("key:acme", NOW + 1);
    assertThat(clients.count(NOW + 1)).isEqualTo(1);
  }

  @Test
  void who_asked_more_than_five_minutes_ago_counts_no_more() {
    clients.add("key:early", NOW);
    clients.add("key:late", NOW + 4);
    assertThat(clients.count(NOW + 4)).isEqualTo(2);
    assertThat(clients.count(NOW + 5)).isEqualTo(1);
    assertThat(clients.count(NOW + 100)).isZero();
  }
}
