package io.boogeyman.guard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import inference.GRPCInferenceServiceGrpc;
import inference.ModelInferRequest;
import inference.ModelMetadataRequest;
import inference.ModelReadyRequest;
import inference.ServerLiveRequest;
import inference.ServerMetadataRequest;
import inference.ServerReadyRequest;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.defend.policy.Standing;
import io.boogeyman.guard.protocol.ClientTensors;
import io.boogeyman.guard.protocol.TensorInput;
import io.boogeyman.guard.protocol.TinyGate;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.ImageEncoding;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.Normalisation;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
  private static final ImageBatch IMAGE = TinyGate.images(1);

  @ParameterizedTest
  @CsvSource({
    "OVER_BUDGET, 429, RESOURCE_EXHAUSTED",
    "OVERLOADED, 429, RESOURCE_EXHAUSTED",
    "SUSPECTED, 403, PERMISSION_DENIED",
    "UNAVAILABLE, 503, UNAVAILABLE"
  })
  void what_the_policy_refuses_is_said_as_each_protocol_does(
      Decision.Reason reason, int status, Status.Code code) {
    Decision refused =
        new Decision.Refused(reason, "no more \"today\"", Optional.of(Duration.ofMillis(61_001)));
    TinyGate gate = new TinyGate(new Granularity.Full());
    try (Gateway gateway = Gateway.start(gate)) {
      gate.deciding(images -> refused);
      AggregatedHttpResponse response = post(gateway);
      assertThat(response.status().code()).isEqualTo(status);
      assertThat(response.contentUtf8()).isEqualTo("{\"error\":\"no more \\\"today\\\"\"}");
      assertThat(response.headers().get("retry-after")).isEqualTo("62");

      gate.deciding(images -> refused);
      StatusRuntimeException failure = infer(gateway, request());
      assertThat(failure.getStatus().getCode()).isEqualTo(code);
      assertThat(failure.getStatus().getDescription()).isEqualTo("no more \"today\"");
      assertThat(
              failure
                  .getTrailers()
                  .get(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER)))
          .isEqualTo("62");
      Gateway.until(() -> gateway.answered().contains("images " + status));
      Gateway.until(() -> gateway.answered().contains("open-inference-grpc " + status));
    }
  }

  @Test
  void strangers_are_told_nothing_but_whether_the_gateway_lives() {
    TinyGate gate = new TinyGate(new Granularity.Full());
    try (Gateway gateway = Gateway.start(gate, facts -> Optional.empty())) {
      AggregatedHttpResponse response = post(gateway);
      assertThat(response.status().code()).isEqualTo(401);
      assertThat(response.headers().get("www-authenticate")).isEqualTo("Bearer");
      assertThat(get(gateway, "/v2/models/tiny").status().code()).isEqualTo(401);
      assertThat(get(gateway, "/v1/models/tiny/metadata").status().code()).isEqualTo(401);
      assertThat(get(gateway, "/v2/health/live").contentUtf8()).isEqualTo("{\"live\":true}");
      assertThat(get(gateway, "/v2/models/tiny/ready").status().code()).isEqualTo(200);

      assertThat(infer(gateway, request()).getStatus().getCode())
          .isEqualTo(Status.Code.UNAUTHENTICATED);
      var stub = stub(gateway);
      assertThat(
              catchThrowableOfType(
                      StatusRuntimeException.class,
                      () -> stub.modelMetadata(ModelMetadataRequest.getDefaultInstance()))
                  .getStatus()
                  .getCode())
          .isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(stub.serverLive(ServerLiveRequest.getDefaultInstance()).getLive()).isTrue();
      assertThat(gate.images()).isZero();
    }
  }

  @Test
  void clients_are_told_apart_by_what_they_send() {
    TinyGate gate = new TinyGate(new Granularity.Full());
    try (Gateway gateway =
        Gateway.start(
            gate,
            facts ->
                facts.headers().apply("x-key").stream()
                    .findFirst()
                    .map(key -> new ClientName("key:" + key)))) {
      WebClient client = gateway.client();
      client
          .execute(
              RequestHeaders.of(HttpMethod.POST, "/images/tiny", "x-key", "acme"),
              ImageEncoding.PNG.encode(IMAGE, 0))
          .aggregate()
          .join();
      assertThat(gate.clients()).containsExactly(new ClientName("key:acme"));
    }
  }

  @Test
  void a_model_that_fails_is_away_and_a_gateway_that_fails_says_no_more() {
    TinyGate gate = new TinyGate(new Granularity.Full());
    try (Gateway gateway = Gateway.start(gate)) {
      gate.deciding(
          images -> {
            throw new PredictionException("10.0.0.7 said secret things", null);
          });
      AggregatedHttpResponse response = post(gateway);
      assertThat(response.status().code()).isEqualTo(503);
      assertThat(response.contentUtf8()).doesNotContain("secret").contains("does not answer");
      gate.deciding(
          images -> {
            throw new IllegalStateException("secret");
          });
      assertThat(post(gateway).status().code()).isEqualTo(500);
      gate.deciding(
          images -> {
            throw new IllegalStateException("secret");
          });
      StatusRuntimeException failure = infer(gateway, request());
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
      assertThat(failure.getStatus().getDescription()).doesNotContain("secret");
      assertThat(gateway.failures()).hasSize(3);
    }
  }

  @Test
  void answers_are_held_back_as_the_policy_says() {
    TinyGate gate = new TinyGate(new Granularity.Full());
    Duration delay = Duration.ofMillis(300);
    try (Gateway gateway = Gateway.start(gate)) {
      for (int i = 0; i < 2; i++) {
        gate.deciding(
            images ->
                new Decision.Released(gate.answers(images), new Standing(1, "slowed", 0.5, delay)));
      }
      long start = System.nanoTime();
      assertThat(post(gateway).status().code()).isEqualTo(200);
      stub(gateway).modelInfer(request());
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(delay.multipliedBy(2));
    }
  }

  @Test
  void health_and_metadata_are_as_the_protocols_say() {
    try (Gateway gateway = Gateway.start(new TinyGate(new Granularity.TopK(2)))) {
      assertThat(get(gateway, "/v2/health/ready").contentUtf8()).isEqualTo("{\"ready\":true}");
      assertThat(get(gateway, "/v2").contentUtf8())
          .contains("\"extensions\":[\"classification\",\"binary_tensor_data\"]");
      String model =
          "{\"name\":\"tiny\",\"versions\":[\"3\"],\"platform\":\"boogeyman\","
              + "\"inputs\":[{\"name\":\"pixels\",\"datatype\":\"FP32\",\"shape\":[-1,3,6,4]}],"
              + "\"outputs\":[{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[-1,5]}]}";
      assertThat(get(gateway, "/v2/models/tiny").contentUtf8()).isEqualTo(model);
      assertThat(get(gateway, "/v2/models/tiny/versions/3").contentUtf8()).isEqualTo(model);
      assertThat(get(gateway, "/v2/models/tiny/versions/3/ready").contentUtf8())
          .isEqualTo("{\"name\":\"tiny\",\"ready\":true}");
      assertThat(get(gateway, "/v1/models/tiny").contentUtf8()).contains("\"AVAILABLE\"");
      assertThat(get(gateway, "/v1/models/tiny/versions/3/metadata").contentUtf8())
          .contains("serving_default", "DT_FLOAT");
      for (String path :
          new String[] {
            "/v2/models/other", "/v2/models/tiny/versions/4", "/v1/models/other", "/nowhere", "/"
          }) {
        AggregatedHttpResponse none = get(gateway, path);
        assertThat(none.status().code()).isEqualTo(404);
        assertThat(none.contentUtf8()).startsWith("{\"error\":\"");
      }
      AggregatedHttpResponse another = get(gateway, "/images/tiny");
      assertThat(another.status().code()).isEqualTo(405);
      assertThat(another.headers().get("allow")).isEqualTo("POST");
    }
  }

  @Test
  void metadata_tells_the_tensors_that_clients_are_to_use() {
    TensorInput input = TinyGate.input("images", Layout.NHWC, ElementType.UINT8, Normalisation.RAW);
    ClientTensors tensors = new ClientTensors(input, Optional.of("scores"));
    try (Gateway gateway = Gateway.start(new TinyGate(new Granularity.Full()), tensors)) {
      assertThat(get(gateway, "/v2/models/tiny").contentUtf8())
          .contains(
              "\"inputs\":[{\"name\":\"images\",\"datatype\":\"UINT8\",\"shape\":[-1,6,4,3]}]",
              "\"outputs\":[{\"name\":\"scores\",\"datatype\":\"FP32\",\"shape\":[-1,5]}]");
      assertThat(get(gateway, "/v1/models/tiny/metadata").contentUtf8())
          .contains(
              "\"inputs\":{\"images\":{\"dtype\":\"DT_UINT8\",\"tensor_shape\":{\"dim\":["
                  + "{\"size\":\"-1\",\"name\":\"\"},{\"size\":\"6\",\"name\":\"\"},"
                  + "{\"size\":\"4\",\"name\":\"\"},{\"size\":\"3\",\"name\":\"\"}]",
              "\"outputs\":{\"scores\":{\"dtype\":\"DT_FLOAT\"");
      var metadata =
          stub(gateway).modelMetadata(ModelMetadataRequest.newBuilder().setName("tiny").build());
      assertThat(metadata.getInputs(0).getName()).isEqualTo("images");
      assertThat(metadata.getInputs(0).getDatatype()).isEqualTo("UINT8");
      assertThat(metadata.getInputs(0).getShapeList()).containsExactly(-1L, 6L, 4L, 3L);
      assertThat(metadata.getOutputs(0).getName()).isEqualTo("scores");
    }
  }

  @Test
  void health_and_metadata_are_told_over_grpc_too() {
    try (Gateway gateway = Gateway.start(new TinyGate(new Granularity.Label()))) {
      var stub = stub(gateway);
      assertThat(stub.serverReady(ServerReadyRequest.getDefaultInstance()).getReady()).isTrue();
      assertThat(stub.modelReady(ModelReadyRequest.newBuilder().setName("tiny").build()).getReady())
          .isTrue();
      assertThat(
              stub.serverMetadata(ServerMetadataRequest.getDefaultInstance()).getExtensionsList())
          .contains("classification");
      var metadata =
          stub.modelMetadata(
              ModelMetadataRequest.newBuilder().setName("tiny").setVersion("3").build());
      // Labels tell neither how many classes there are nor what they are called.
      assertThat(metadata.getOutputs(0).getName()).isEqualTo("label");
      assertThat(metadata.getOutputs(0).getDatatype()).isEqualTo("INT64");
      assertThat(metadata.getOutputs(0).getShapeList()).containsExactly(-1L);
      assertThat(
              catchThrowableOfType(
                      StatusRuntimeException.class,
                      () -> stub.modelReady(ModelReadyRequest.newBuilder().setName("x").build()))
                  .getStatus()
                  .getCode())
          .isEqualTo(Status.Code.NOT_FOUND);
    }
  }

  static ModelInferRequest request() {
    var buffer = TinyGate.input().preprocessing().encode(IMAGE);
    return ModelInferRequest.newBuilder()
        .setModelName("tiny")
        .addInputs(
            ModelInferRequest.InferInputTensor.newBuilder()
                .setName("pixels")
                .setDatatype("FP32")
                .addShape(1)
                .addShape(3)
                .addShape(6)
                .addShape(4))
        .addRawInputContents(ByteString.copyFrom(buffer))
        .build();
  }

  static GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub stub(Gateway gateway) {
    return GrpcClients.builder("gproto+http://127.0.0.1:" + gateway.port() + "/")
        .responseTimeout(Duration.ofMinutes(5))
        .build(GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub.class);
  }

  static StatusRuntimeException infer(Gateway gateway, ModelInferRequest request) {
    return catchThrowableOfType(
        StatusRuntimeException.class, () -> stub(gateway).modelInfer(request));
  }

  private static AggregatedHttpResponse post(Gateway gateway) {
    return gateway
        .client()
        .post("/images/tiny", ImageEncoding.PNG.encode(IMAGE, 0))
        .aggregate()
        .join();
  }

  private static AggregatedHttpResponse get(Gateway gateway, String path) {
    return gateway.client().get(path).aggregate().join();
  }
}
