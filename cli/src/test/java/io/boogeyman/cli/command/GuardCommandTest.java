package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code guard} refuses before it does anything. */
class GuardCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "guard | --policy is missing: name the policy's file, or see a demo by --demo",
        "guard --demo --policy p.yaml | --policy has no meaning with --demo",
        "guard --demo --state s | --state has no meaning with --demo",
        "guard --demo --tls-certificate c --tls-key k | --tls-certificate has no meaning with --demo",
        "guard --demo --alert-webhook-header A:b | --alert-webhook-header has no meaning with --demo",
        "guard --policy p.yaml --run runs/demo | --run has no meaning without --demo",
        "guard --policy p.yaml --once | --once has no meaning without --demo",
        "guard --demo --listen 8080 | --listen is a host and a port, such as 0.0.0.0:8080, not '8080'",
        "guard --demo --admin there:many | --admin is a host and a port, such as 0.0.0.0:8080, not",
      })
  void options_that_make_no_sense_together_are_refused_in_one_line(
      String command, String complaint) {
    Invocation misuse = Invocation.of(List.of(command.split(" ", -1)));
    assertThat(misuse.complaints()).singleElement().asString().contains(complaint);
    assertThat(misuse.status()).isEqualTo(2);
    assertThat(misuse.hasStackTrace()).isFalse();
  }

  @Test
  void a_demo_at_a_port_that_is_taken_is_refused_before_anything_is_trained() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Invocation misuse = Invocation.of(List.of("guard", "--demo", "--listen", address));
      assertThat(misuse.complaints())
          .containsExactly("boogeyman: --listen: cannot listen at " + address);
      assertThat(misuse.status()).isEqualTo(2);
    }
  }
}
