package io.boogeyman.guard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.defend.policy.Standing;
import io.boogeyman.guard.protocol.TinyGate;
import io.boogeyman.victim.input.ImageEncoding;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OverloadTest {
  private static final byte[] PNG = ImageEncoding.PNG.encode(TinyGate.images(1), 0);

  private final TinyGate gate = new TinyGate(new Granularity.Full());
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  private static Limits narrow() {
    Limits usual = Gateway.LIMITS;
    return new Limits(
        usual.bodyBytes(),
        usual.heldBytes(),
        usual.images(),
        usual.pixels(),
        usual.headerBytes(),
        usual.head(),
        usual.sending(),
        usual.answering(),
        usual.connections(),
        1,
        1);
  }

  private void holdTheNext() {
    gate.deciding(
        images -> {
          started.countDown();
          await(release);
          return new Decision.Released(gate.answers(images), Standing.trusted(0));
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void what_is_too_much_is_refused_at_once_and_counted() {
    holdTheNext();
    try (Gateway gateway = Gateway.start(gate, TinyGate.input(), narrow())) {
      CompletableFuture<AggregatedHttpResponse> held = post(gateway);
      await(started);
      // One of them waits in the queue; whichever it is, the others are refused at once.
      CountDownLatch refused = new CountDownLatch(3);
      List<CompletableFuture<AggregatedHttpResponse>> more = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        more.add(
            post(gateway)
                .whenComplete(
                    (response, failure) -> {
                      if (failure == null
                          && response.status().code() == 429
                          && response.headers().get("retry-after", "").equals("1")) {
                        refused.countDown();
                      }
                    }));
      }
      await(refused);
      assertThat(gateway.wereShed()).isEqualTo(3);
      assertThat(gate.images()).isEqualTo(1);
      release.countDown();
      assertThat(held.join().status().code()).isEqualTo(200);
      assertThat(more.stream().map(CompletableFuture::join).filter(r -> r.status().code() == 200))
          .hasSize(1);
    }
  }

  @Test
  void bodies_that_are_too_much_together_are_refused() throws IOException {
    try (Gateway gateway = Gateway.start(gate)) {
      Wire wire = new Wire(gateway.port());
      String halfSent =
          "POST /images/tiny HTTP/1.1\r\nHost: x\r\nContent-Length: 1000001\r\n\r\n"
              + "x".repeat(1_000_000);
      List<Socket> holders = new ArrayList<>();
      try {
        for (int i = 0; i < 5; i++) {
          holders.add(wire.connect());
          Wire.send(holders.get(i), halfSent);
        }
        Gateway.until(() -> gateway.wereShed() > 0);
        assertThat(gateway.answered()).doesNotContain("images 200");
      } finally {
        for (Socket holder : holders) {
          holder.close();
        }
      }
      // What was held is free again.
      Gateway.until(() -> post(gateway).join().status().code() == 200);
      assertThat(gateway.failures()).isEmpty();
    }
  }

  @Test
  void health_is_told_while_all_workers_are_busy() {
    holdTheNext();
    try (Gateway gateway = Gateway.start(gate, TinyGate.input(), narrow())) {
      CompletableFuture<AggregatedHttpResponse> held = post(gateway);
      await(started);
      assertThat(gateway.client().get("/v2/health/live").aggregate().join().status().code())
          .isEqualTo(200);
      release.countDown();
      assertThat(held.join().status().code()).isEqualTo(200);
    }
  }

  @Test
  @Tag("slow")
  void what_is_under_way_is_answered_before_the_end() throws Exception {
    holdTheNext();
    Gateway gateway = Gateway.start(gate);
    CompletableFuture<AggregatedHttpResponse> held = post(gateway);
    await(started);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(gateway::end);
    Thread.sleep(300);
    assertThat(closing).isNotDone();
    release.countDown();
    assertThat(held.join().status().code()).isEqualTo(200);
    closing.get(60, TimeUnit.SECONDS);
    assertThat(post(gateway)).as("afterwards nobody listens").failsWithin(Duration.ofSeconds(30));
  }

  private static CompletableFuture<AggregatedHttpResponse> post(Gateway gateway) {
    return gateway.client().post("/images/tiny", PNG).aggregate();
  }
}
