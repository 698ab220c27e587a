package io.boogeyman.guard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.guard.protocol.TinyGate;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who holds connections by sending slowly, loses them; who merely waits in between does not. */
@Tag("slow")
@SuppressWarnings("StringConcatToTextBlock") // lines of a protocol end with \r\n
class SlowRequestsTest {
  private static final String LIVE = "GET /v2/health/live HTTP/1.1\r\nHost: x\r\n\r\n";

  private final Gateway gateway =
      Gateway.start(new TinyGate(new Granularity.Full()), TinyGate.input(), Gateway.IMPATIENT);
  private final Wire wire = new Wire(gateway.port());

  @AfterEach
  void end() {
    gateway.close();
  }

  @Test
  void bodies_that_come_too_slowly_are_refused() throws IOException {
    assertThat(
            wire.exchange(
                "POST /v2/models/tiny/infer HTTP/1.1\r\n"
                    + "Host: x\r\n"
                    + "Content-Length: 100\r\n\r\n"
                    + "{\"in"))
        .startsWith("HTTP/1.1 408")
        .contains("the body was not sent within 2 seconds");
  }

  @Test
  void headers_that_come_byte_by_byte_end_the_connection() throws Exception {
    try (Socket socket = wire.connect()) {
      assertThat(trickle(socket)).isLessThan(Duration.ofSeconds(30));
    }
  }

  @Test
  void also_after_a_request_that_was_answered() throws Exception {
    try (Socket socket = wire.connect()) {
      Wire.send(socket, LIVE);
      assertThat(Wire.read(socket)).startsWith("HTTP/1.1 200");
      assertThat(trickle(socket)).isLessThan(Duration.ofSeconds(30));
    }
  }

  /** How long a header goes on before the connection is closed. */
  private static Duration trickle(Socket socket) throws Exception {
    long start = System.nanoTime();
    Wire.send(socket, "GET /v2/health/live HTTP/1.1\r\nx-header: ");
    while (Wire.send(socket, "x")) {
      Thread.sleep(100);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void connections_on_which_nothing_is_said_end() throws IOException {
    try (Socket socket = wire.connect()) {
      assertThat(Wire.read(socket)).isEmpty();
    }
  }

  @Test
  void connections_that_were_of_use_stay_open() throws Exception {
    try (Socket socket = wire.connect()) {
      Wire.send(socket, LIVE);
      assertThat(Wire.read(socket)).startsWith("HTTP/1.1 200");
      Thread.sleep(4000);
      assertThat(Wire.send(socket, LIVE)).isTrue();
      assertThat(Wire.read(socket)).startsWith("HTTP/1.1 200");
    }
  }
}
