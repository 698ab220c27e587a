package io.boogeyman.guard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import inference.ModelInferRequest;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.guard.protocol.TinyGate;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the gateway answers it clearly or ends it, and goes on. */
@SuppressWarnings("StringConcatToTextBlock") // lines of a protocol end with \r\n
class HostileRequestsTest {
  private final TinyGate gate = new TinyGate(new Granularity.Full());
  private final Gateway gateway = Gateway.start(gate);

  @AfterEach
  void nothing_of_it_reached_the_model_or_broke_the_gateway() throws IOException {
    try (gateway) {
      assertThat(gate.images()).isZero();
      assertThat(gateway.failures()).isEmpty();
      for (Ways.Way way :
          new Ways("h2c", gateway.port(), TinyGate.input(), "probabilities").all().values()) {
        assertThat(way.ask(TinyGate.images(1))).hasSize(5);
      }
    }
  }

  @Test
  void bodies_that_are_too_long_are_refused_whether_they_say_so_or_not() throws IOException {
    AggregatedHttpResponse response = post("/v2/models/tiny/infer", new byte[(1 << 20) + 1]);
    assertThat(response.status().code()).isEqualTo(413);
    assertThat(response.contentUtf8()).contains("\"error\"", "1,048,576");
    assertThat(
            wire()
                .exchange(
                    "POST /v1/models/tiny:predict HTTP/1.1\r\n"
                        + "Host: x\r\n"
                        + "Content-Length: 1000000000000\r\n\r\n"
                        + "{"))
        .startsWith("HTTP/1.1 413");
    assertThat(
            wire()
                .exchange(
                    "POST /images/tiny HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "10000\r\n%s\r\n".formatted("x".repeat(1 << 16)).repeat(17)))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void headers_that_are_too_long_are_refused() throws IOException {
    assertThat(wire().exchange("GET /v2 HTTP/1.1\r\n" + "x: y\r\n".repeat(5000) + "\r\n"))
        .startsWith("HTTP/1.1 431");
    assertThat(wire().exchange("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 414");
  }

  @Test
  void what_is_no_http_is_refused() throws IOException {
    assertThat(wire().exchange("hello\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(wire().exchange("GET /v2 HTTP/1.1\r\nContent-Length: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void packed_bodies_are_refused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(new byte[100_000_000]);
    }
    AggregatedHttpResponse response =
        client()
            .execute(
                RequestHeaders.of(
                    HttpMethod.POST, "/v2/models/tiny/infer", "content-encoding", "gzip"),
                packed.toByteArray())
            .aggregate()
            .join();
    assertThat(response.status().code()).isEqualTo(415);
    assertThat(response.contentUtf8()).contains("without Content-Encoding");

    assertThat(frame(1, packed.toByteArray())).isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  @Test
  void messages_that_are_none_are_refused() throws IOException {
    assertThat(frame(0, "hello".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    // A tensor that claims to go on for two gigabytes.
    assertThat(
            frame(0, new byte[] {0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 0}))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void shapes_of_a_hundred_thousand_axes_are_refused() {
    ModelInferRequest.InferInputTensor.Builder tensor =
        RefusalsTest.request().getInputs(0).toBuilder().clearShape();
    for (int i = 0; i < 100_000; i++) {
      tensor.addShape(1);
    }
    assertInvalid(ModelInferRequest.newBuilder().setModelName("tiny").addInputs(tensor));
    assertInvalid(
        RefusalsTest.request().toBuilder()
            .setInputs(0, RefusalsTest.request().getInputs(0).toBuilder().setShape(0, 1L << 62)));
    assertInvalid(RefusalsTest.request().toBuilder().setRawInputContents(0, ByteString.EMPTY));
    assertInvalid(RefusalsTest.request().toBuilder().clearRawInputContents());
    assertInvalid(RefusalsTest.request().toBuilder().addRawInputContents(ByteString.EMPTY));
    assertInvalid(
        RefusalsTest.request().toBuilder()
            .addOutputs(
                ModelInferRequest.InferRequestedOutputTensor.newBuilder().setName("other")));
  }

  private void assertInvalid(ModelInferRequest.Builder request) {
    Status status = RefusalsTest.infer(gateway, request.build()).getStatus();
    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status.getDescription()).isNotBlank().doesNotContain("\n");
  }

  @Test
  void noise_is_refused_in_every_protocol() {
    Random random = new Random(5);
    String[] paths = {
      "/v2/models/tiny/infer",
      "/v1/models/tiny:predict",
      "/images/tiny",
      "/v2/models/%74iny/infer",
      "/v1/models/tiny:classify",
      "/inference.GRPCInferenceService/ModelInfer"
    };
    for (int i = 0; i < 600; i++) {
      byte[] body = new byte[random.nextInt(200)];
      random.nextBytes(body);
      RequestHeaders headers =
          RequestHeaders.of(
              HttpMethod.POST,
              paths[i % paths.length],
              "content-type",
              new String[] {
                    "application/json",
                    "multipart/form-data; boundary=x",
                    "",
                    "image/png",
                    "application/grpc"
                  }
                  [random.nextInt(5)],
              "inference-header-content-length",
              Integer.toString(random.nextInt(300)));
      AggregatedHttpResponse response = client().execute(headers, body).aggregate().join();
      assertThat(response.status().code())
          .as(headers + " " + response.contentUtf8())
          .isLessThan(500);
    }
  }

  private Wire wire() {
    return new Wire(gateway.port());
  }

  private WebClient client() {
    return gateway.client();
  }

  private AggregatedHttpResponse post(String path, byte[] body) {
    return client().post(path, body).aggregate().join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/grpc", "application/grpc+proto"})
  void a_method_that_is_not_served_is_said_in_the_words_of_grpc(String type) {
    AggregatedHttpResponse response = grpc("ModelConfig", type, "identity", new byte[5]);
    assertThat(response.status().code()).isEqualTo(200);
    assertThat(response.headers().get("grpc-status"))
        .isEqualTo(Integer.toString(Status.Code.UNIMPLEMENTED.value()));
    assertThat(response.headers().get("grpc-message"))
        .isEqualTo("the gateway does not serve this method");
  }

  /** A message's unknown fields take many times its own memory. */
  @Test
  void whoever_has_no_key_sends_short_messages() {
    byte[] message = new byte[8192];
    for (int i = 0; i < message.length; i += 2) {
      message[i] = 0x18; // field 3, a number
    }
    assertThat(framed("ServerLive", 0, message).status().code()).isEqualTo(413);
    assertThat(code(framed("ServerLive", 0, Arrays.copyOf(message, 100))))
        .isEqualTo(Status.Code.OK);
  }

  private AggregatedHttpResponse grpc(String method, String type, String encoding, byte[] body) {
    return gateway
        .client("h2c")
        .execute(
            RequestHeaders.of(
                HttpMethod.POST,
                "/inference.GRPCInferenceService/" + method,
                "content-type",
                type,
                "te",
                "trailers",
                "grpc-encoding",
                encoding),
            body)
        .aggregate()
        .join();
  }

  /** The status that comes of one gRPC message in a frame of its own. */
  private Status.Code frame(int packed, byte[] message) {
    return code(framed("ModelInfer", packed, message));
  }

  private AggregatedHttpResponse framed(String method, int packed, byte[] message) {
    byte[] framed =
        ByteBuffer.allocate(5 + message.length)
            .put((byte) packed)
            .putInt(message.length)
            .put(message)
            .array();
    return grpc(method, "application/grpc", packed == 1 ? "gzip" : "identity", framed);
  }

  private static Status.Code code(AggregatedHttpResponse response) {
    String status =
        response.trailers().get("grpc-status", response.headers().get("grpc-status", "none"));
    return Status.fromCodeValue(Integer.parseInt(status)).getCode();
  }
}
