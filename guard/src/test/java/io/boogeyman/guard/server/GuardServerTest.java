package io.boogeyman.guard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.guard.protocol.ClientTensors;
import io.boogeyman.guard.protocol.Offer;
import io.boogeyman.guard.protocol.TinyGate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GuardServerTest {
  private static final Duration NOTICE = Duration.ofMillis(1500);
  private static final TinyGate GATE = new TinyGate(new Granularity.Full());

  private static ServerSettings settings(int port, Duration notice) {
    return new ServerSettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        Optional.empty(),
        Gateway.LIMITS,
        proxy -> false,
        notice,
        Duration.ofSeconds(5));
  }

  private static GuardServer.Parts parts() {
    return GuardServer.Parts.of(
        new Offer(GATE, ClientTensors.of(TinyGate.input())),
        facts -> Optional.of(new ClientName("test:anybody")));
  }

  @Test
  @Tag("slow")
  void it_says_that_it_is_not_ready_before_it_ends() throws IOException {
    GuardServer server = GuardServer.start(settings(0, NOTICE), parts());
    WebClient client =
        WebClient.builder("http://127.0.0.1:" + server.port())
            .responseTimeout(Duration.ofMinutes(5))
            .build();
    assertThat(get(client, "/v2/health/ready").status().code()).isEqualTo(200);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
    AggregatedHttpResponse ready = get(client, "/v2/health/ready");
    while (ready.status().code() == 200) {
      ready = get(client, "/v2/health/ready");
    }
    assertThat(ready.status().code()).isEqualTo(503);
    assertThat(ready.contentUtf8()).isEqualTo("{\"ready\":false}");
    assertThat(get(client, "/v2/health/live").status().code()).isEqualTo(200);
    assertThat(get(client, "/v1/models/tiny").contentUtf8()).contains("UNLOADING");
    closing.join();
  }

  @Test
  @Tag("slow")
  void a_port_that_is_taken_is_said() throws IOException {
    try (GuardServer server = GuardServer.start(settings(0, Duration.ZERO), parts())) {
      assertThatThrownBy(() -> GuardServer.start(settings(server.port(), Duration.ZERO), parts()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen at")
          .hasMessageEndingWith("Address already in use");
    }
  }

  private static AggregatedHttpResponse get(WebClient client, String path) {
    return client.get(path).aggregate().join();
  }
}
