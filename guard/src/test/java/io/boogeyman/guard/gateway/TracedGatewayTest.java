package io.boogeyman.guard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.Server;
import io.boogeyman.guard.tracing.TracingSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TracedGatewayTest {
  @TempDir private static Path folder;

  @Test
  void sends_the_traces_of_requests_to_the_collector_that_the_environment_names()
      throws IOException {
    ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
    try (Server collector = collector(received)) {
      Map<String, String> environment =
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              "http://127.0.0.1:" + collector.activeLocalPort(),
              "OTEL_EXPORTER_OTLP_PROTOCOL",
              "http/protobuf");
      SignGateway signs = SignGateway.in(folder, SignGateway.POLICY);
      try (Gateway gateway = signs.start(new TracingSettings(environment))) {
        assertThat(SignGateway.ask(gateway, 1).status().code()).isEqualTo(200);
      }
      assertThat(String.join("", received))
          .contains("boogeyman-guard")
          .contains("tensorflow-rest", "model", "detectors", "release")
          .contains("boogeyman.step");
    }
  }

  /** Names stand in protobuf as they are. */
  private static Server collector(ConcurrentLinkedQueue<String> received) {
    Server server =
        Server.builder()
            .http(0)
            .service(
                "/v1/traces",
                (context, request) ->
                    HttpResponse.of(
                        request
                            .aggregate()
                            .thenApply(
                                whole -> {
                                  received.add(whole.content().toString(StandardCharsets.UTF_8));
                                  return HttpResponse.of(200);
                                })))
            .build();
    server.start().join();
    return server;
  }
}
