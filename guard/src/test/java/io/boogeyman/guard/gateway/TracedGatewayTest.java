package io.boogeyman.guard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.Server;
import inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import inference.ModelInferRequest;
import inference.ServerLiveRequest;
import io.boogeyman.guard.tracing.TracingSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TracedGatewayTest {
  @TempDir private static Path folder;

  private final ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();

  /** What the collector has been sent when a gateway, asked so, has ended. */
  private String traces(Consumer<Gateway> asking) throws IOException {
    try (Server collector = collector(received)) {
      Map<String, String> environment =
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              "http://127.0.0.1:" + collector.activeLocalPort(),
              "OTEL_EXPORTER_OTLP_PROTOCOL",
              "http/protobuf");
      SignGateway signs = SignGateway.in(folder, SignGateway.POLICY);
      try (Gateway gateway = signs.start(new TracingSettings(environment))) {
        asking.accept(gateway);
      }
      return String.join("", received);
    }
  }

  private static GRPCInferenceServiceBlockingStub grpc(Gateway gateway) {
    return GrpcClients.newClient(
        "gproto+http://127.0.0.1:" + gateway.port(), GRPCInferenceServiceBlockingStub.class);
  }

  @Test
  void requests_for_answers_are_traced_to_the_collector_that_the_environment_names()
      throws IOException {
    assertThat(
            traces(
                gateway -> assertThat(SignGateway.ask(gateway, 1).status().code()).isEqualTo(200)))
        .contains("boogeyman-guard")
        .contains("tensorflow-rest", "model", "detectors", "release")
        .contains("boogeyman.step");
  }

  @Test
  void grpc_is_traced_where_it_asks_and_not_where_it_probes() throws IOException {
    String traces =
        traces(
            gateway -> {
              grpc(gateway).serverLive(ServerLiveRequest.getDefaultInstance());
              assertThatThrownBy(
                      () -> grpc(gateway).modelInfer(ModelInferRequest.getDefaultInstance()))
                  .hasMessageContaining("UNAUTHENTICATED");
            });
    assertThat(traces).containsOnlyOnce("open-inference-grpc");
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
