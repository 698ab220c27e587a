package io.boogeyman.guard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.guard.protocol.ClientTensors;
import io.boogeyman.guard.protocol.Offer;
import io.boogeyman.guard.protocol.TinyGate;
import io.boogeyman.guard.tracing.RequestTraces;
import io.boogeyman.guard.tracing.TracingSettings;
import io.boogeyman.victim.input.ImageEncoding;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class TracedRequestsTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final List<String> traces = new CopyOnWriteArrayList<>();

  /** Whatever a model elsewhere is asked in the thread that decides is told of this trace. */
  @Test
  void what_is_decided_is_decided_within_the_clients_trace() throws IOException {
    ask(Map.of("OTEL_TRACES_EXPORTER", "none", "OTEL_SERVICE_NAME", "gateway"));
    assertThat(traces).containsExactly(TRACE);
  }

  @Test
  void without_traces_there_is_none_to_be_told_of() throws IOException {
    ask(Map.of());
    assertThat(traces).containsExactly(Span.getInvalid().getSpanContext().getTraceId());
  }

  private void ask(Map<String, String> environment) throws IOException {
    TinyGate gate = new TinyGate(new Granularity.Full());
    gate.deciding(
        images -> {
          traces.add(Span.current().getSpanContext().getTraceId());
          return new Decision.Refused(Decision.Reason.SUSPECTED, "no", Optional.empty());
        });
    try (RequestTraces tracing = RequestTraces.of(new TracingSettings(environment));
        GuardServer server = GuardServer.start(settings(), parts(gate, tracing))) {
      WebClient.builder("http://127.0.0.1:" + server.port())
          .responseTimeout(Duration.ofMinutes(5))
          .build()
          .execute(
              RequestHeaders.of(
                  HttpMethod.POST,
                  "/images/tiny",
                  "traceparent",
                  "00-" + TRACE + "-00f067aa0ba902b7-01"),
              ImageEncoding.PNG.encode(TinyGate.images(1), 0))
          .aggregate()
          .join();
    }
  }

  private static ServerSettings settings() {
    return ServerSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .within(Gateway.LIMITS);
  }

  private static GuardServer.Parts parts(TinyGate gate, RequestTraces tracing) {
    return new GuardServer.Parts(
        OfferInForce.always(new Offer(gate, ClientTensors.of(TinyGate.input()))),
        facts -> Optional.of(new ClientName("test:anybody")),
        () -> true,
        TrafficListener.NONE,
        tracing);
  }
}
