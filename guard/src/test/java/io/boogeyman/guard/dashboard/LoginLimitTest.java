package io.boogeyman.guard.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.guard.SettableClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginLimitTest {
  private final SettableClock clock = new SettableClock(Happenings.START);
  private final LoginLimit limit = new LoginLimit(clock);

  private static InetAddress at(String address) throws UnknownHostException {
    return InetAddress.getByName(address);
  }

  private void wrong(String address, int times) throws UnknownHostException {
    for (int i = 0; i < times; i++) {
      limit.wrong(at(address));
    }
  }

  @Test
  void ten_wrong_keys_in_a_minute_make_an_address_wait_and_no_other() throws Exception {
    wrong("192.0.2.7", 9);
    assertThat(limit.wait(at("192.0.2.7"))).isEmpty();
    clock.advance(Duration.ofSeconds(20));
    wrong("192.0.2.7", 1);
    assertThat(limit.wait(at("192.0.2.7"))).contains(Duration.ofSeconds(40));
    assertThat(limit.wait(at("192.0.2.8"))).isEmpty();
  }

  @Test
  void after_the_minute_it_may_try_again() throws Exception {
    wrong("192.0.2.7", 10);
    clock.advance(Duration.ofMinutes(1));
    assertThat(limit.wait(at("192.0.2.7"))).isEmpty();
    wrong("192.0.2.7", 1);
    assertThat(limit.wait(at("192.0.2.7"))).isEmpty();
  }

  @Test
  void addresses_of_one_ipv6_network_are_one() throws Exception {
    wrong("2001:db8::1", 5);
    wrong("2001:db8::ffff", 5);
    assertThat(limit.wait(at("2001:db8::2"))).isPresent();
    assertThat(limit.wait(at("2001:db8:0:1::2"))).isEmpty();
  }
}
