package io.boogeyman.guard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressAuthenticatorTest {
  private static final String FORWARDED = "x-forwarded-for";

  private static String client(RequestFacts facts, String... proxies) {
    return new AddressAuthenticator(new AnonymousSettings(List.of(proxies)))
        .client(facts)
        .orElseThrow()
        .value();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, address:192.0.2.7",
    "2001:db8:1:2:3:4:5:6, address:2001:db8:1:2::/64",
    "2001:db8::1, address:2001:db8:0:0::/64",
    "::1, address:0:0:0:0::/64",
    "::ffff:192.0.2.7, address:192.0.2.7"
  })
  void counts_by_address_or_by_network_of_64_bits(String address, String name) {
    assertThat(client(Requests.from(address))).isEqualTo(name);
  }

  @Test
  void believes_nobody_who_is_no_trusted_proxy() {
    assertThat(client(Requests.from("192.0.2.7", FORWARDED, "203.0.113.1")))
        .isEqualTo("address:192.0.2.7");
    assertThat(client(Requests.from("192.0.2.7", FORWARDED, "203.0.113.1"), "10.0.0.0/8"))
        .isEqualTo("address:192.0.2.7");
  }

  @Test
  void believes_a_trusted_proxy_as_far_as_proxies_are_trusted() {
    assertThat(client(Requests.from("10.0.0.1", FORWARDED, "203.0.113.1"), "10.0.0.0/8"))
        .isEqualTo("address:203.0.113.1");
    assertThat(
            client(
                Requests.from("10.0.0.1", FORWARDED, "198.51.100.9, 203.0.113.1, 10.1.1.1"),
                "10.0.0.0/8"))
        .isEqualTo("address:203.0.113.1");
  }

  @Test
  void reads_several_headers_as_one() {
    assertThat(
            client(
                Requests.from("10.0.0.1", FORWARDED, "198.51.100.9", FORWARDED, "203.0.113.1"),
                "10.0.0.0/8"))
        .isEqualTo("address:203.0.113.1");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.1:4711, address:203.0.113.1",
    "'[2001:db8:1:2::9]:443', address:2001:db8:1:2::/64",
    "2001:db8:1:2::9, address:2001:db8:1:2::/64"
  })
  void reads_ports(String hop, String name) {
    assertThat(client(Requests.from("10.0.0.1", FORWARDED, hop), "10.0.0.0/8")).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "",
        "example.com",
        "203.0.113",
        "203.0.113.256",
        "0203.0.113.1",
        "1::2::3",
        "203.0.113.1%eth0",
        "fe80::1%eth0"
      })
  void counts_to_the_proxy_what_it_says_of_no_address(String hop) {
    assertThat(client(Requests.from("10.0.0.1", FORWARDED, "203.0.113.1, " + hop), "10.0.0.1"))
        .isEqualTo("address:10.0.0.1");
  }

  @Test
  void a_proxy_that_says_nothing_counts_itself() {
    assertThat(client(Requests.from("10.0.0.1"), "10.0.0.0/8")).isEqualTo("address:10.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.200, true",
    "192.0.2.128/25, 192.0.2.100, false",
    "0.0.0.0/0, 203.0.113.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe80::1, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false"
  })
  void a_network_holds_the_addresses_that_begin_alike(
      String network, String address, boolean holds) {
    assertThat(Network.parse(network).contains(Addresses.parse(address).orElseThrow()))
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "fd00::/129", "10.0.0/8", "all", "/8"})
  void refuses_what_is_no_network(String network) {
    assertThatThrownBy(() -> new AnonymousSettings(List.of(network)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + network + "' is no network; write 10.0.0.0/8, fd00::/8 or one address");
  }
}
