package io.boogeyman.guard.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.guard.protocol.TinyGate;
import io.boogeyman.victim.input.ImageEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Requests of every protocol, each damaged somewhere, sent to a server: 3,000 unless {@code
 * -Dboogeyman.requests=1000000} says otherwise; {@code -Dboogeyman.requests.seed} damages others.
 */
@Tag("slow")
class MutatedRequestsTest {
  private static final int REQUESTS = Integer.getInteger("boogeyman.requests", 3_000);
  private static final long SEED = Long.getLong("boogeyman.requests.seed", 11);
  private static final int AT_ONCE = 64;
  private static final ImageBatch IMAGE = TinyGate.images(1);

  /**
   * A request that is in order.
   *
   * @param headers besides method and path
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Valid(String path, Map<String, String> headers, byte[] body) {}

  @Test
  void a_damaged_request_is_answered_or_refused_and_breaks_nothing() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Valid> valid = valid();
    Map<String, Integer> statuses = new TreeMap<>();
    try (Gateway gateway = Gateway.start(new TinyGate(new Granularity.Full()))) {
      WebClient client = gateway.client("h2c");
      for (int sent = 0; sent < REQUESTS; sent += AT_ONCE) {
        List<CompletableFuture<AggregatedHttpResponse>> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          Valid request = valid.get(random.nextInt(valid.size()));
          answers.add(
              client
                  .execute(headers(request, random), damaged(request.body(), random))
                  .aggregate());
        }
        for (CompletableFuture<AggregatedHttpResponse> answer : answers) {
          statuses.merge(status(answer.join()), 1, Integer::sum);
        }
      }
      assertThat(gateway.failures()).as("what went wrong within").isEmpty();
      for (Ways.Way way :
          new Ways("h2c", gateway.port(), TinyGate.input(), "probabilities").all().values()) {
        assertThat(way.ask(IMAGE)).hasSize(5);
      }
    }
    assertThat(statuses.keySet()).allMatch(status -> status.matches("[24]..|grpc (0|3|5|8|12)"));
    assertThat(statuses).as("some damage is none").containsKey("200");
  }

  /** As gRPC says it, for a request that was gRPC's. */
  private static String status(AggregatedHttpResponse response) {
    String grpc = response.trailers().get("grpc-status", response.headers().get("grpc-status", ""));
    return grpc.isEmpty() ? Integer.toString(response.status().code()) : "grpc " + grpc;
  }

  private static List<Valid> valid() {
    String pixels = String.join(", ", Collections.nCopies(72, "0.5"));
    String row = "[[" + String.join(", ", Collections.nCopies(4, "0.5")) + "]]";
    byte[] tensor = ByteBuffer.allocate(288).array();
    String described =
        "{\"inputs\": [{\"name\": \"pixels\", \"datatype\": \"FP32\", \"shape\": [1, 3, 6, 4], %s}]}";
    byte[] head =
        described.formatted("\"parameters\": {\"binary_data_size\": 288}").getBytes(UTF_8);
    ByteArrayOutputStream binary = new ByteArrayOutputStream();
    binary.writeBytes(head);
    binary.writeBytes(tensor);
    byte[] message = RefusalsTest.request().toByteArray();
    byte[] framed =
        ByteBuffer.allocate(5 + message.length)
            .put((byte) 0)
            .putInt(message.length)
            .put(message)
            .array();
    return List.of(
        new Valid(
            "/v2/models/tiny/infer",
            Map.of("content-type", "application/json"),
            described.formatted("\"data\": [" + pixels + "]").getBytes(UTF_8)),
        new Valid(
            "/v2/models/tiny/infer",
            Map.of("inference-header-content-length", Integer.toString(head.length)),
            binary.toByteArray()),
        new Valid(
            "/v1/models/tiny:predict",
            Map.of("content-type", "application/json"),
            "{\"instances\": [%s]}".formatted(row).getBytes(UTF_8)),
        new Valid("/images/tiny", Map.of(), ImageEncoding.PNG.encode(IMAGE, 0)),
        new Valid("/images/tiny", Map.of(), ImageEncoding.JPEG.encode(IMAGE, 0)),
        new Valid(
            "/images/tiny",
            Map.of("content-type", "multipart/form-data; boundary=some-boundary"),
            Ways.form(IMAGE)),
        new Valid(
            "/inference.GRPCInferenceService/ModelInfer",
            Map.of("content-type", "application/grpc", "te", "trailers"),
            framed));
  }

  /** Most headers as they should be; one in eight is cut, or of another kind. */
  private static RequestHeaders headers(Valid request, SplittableRandom random) {
    RequestHeadersBuilder headers = RequestHeaders.builder(HttpMethod.POST, request.path());
    request
        .headers()
        .forEach(
            (name, value) ->
                headers.set(
                    name,
                    // HTTP/2 itself ends a connection over another "te".
                    name.equals("te") || random.nextInt(8) > 0
                        ? value
                        : value.substring(random.nextInt(value.length()))));
    return headers.build();
  }

  /** A few times: bytes turned, cut out, put in, or a part repeated. */
  private static byte[] damaged(byte[] body, SplittableRandom random) {
    byte[] damaged = body;
    for (int times = random.nextInt(4); times > 0; times--) {
      damaged = damagedOnce(damaged, random);
    }
    return damaged;
  }

  private static byte[] damagedOnce(byte[] body, SplittableRandom random) {
    if (body.length == 0) {
      return body;
    }
    int from = random.nextInt(body.length);
    int to = Math.min(body.length, from + 1 + random.nextInt(16));
    ByteArrayOutputStream damaged = new ByteArrayOutputStream();
    damaged.write(body, 0, from);
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] other = new byte[to - from];
        random.nextBytes(other);
        damaged.writeBytes(other);
      }
      case 1 -> {
        damaged.write(body, from, to - from);
        damaged.write(body, from, to - from);
      }
      case 2 -> damaged.write("0123456789-.eE[]{}\",:\0\377".charAt(random.nextInt(22)));
      default -> {} // cut out
    }
    damaged.write(body, to, body.length - to);
    return damaged.toByteArray();
  }
}
