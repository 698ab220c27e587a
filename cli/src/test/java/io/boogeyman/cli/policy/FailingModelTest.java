package io.boogeyman.cli.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.guard.audit.AlertSink;
import io.boogeyman.guard.gateway.Gateway;
import io.boogeyman.guard.gateway.GatewaySettings;
import io.boogeyman.guard.server.ServerSettings;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.input.ImageEncoding;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway before a model elsewhere that fails in every way. */
@Tag("slow")
class FailingModelTest {
  private static final String POLICY =
      """
      policy: 1
      version: "1"
      author: jane
      model:
        victim: http://127.0.0.1:%d/v2/models/tiny
        name: tiny
        options: {service.timeout: 1s, service.patience: 1s}
      clients: {each: {images: 3, per: day}}
      authentication: {anonymous: {}}
      release: [full]
      """;

  /** How it answers a request for answers. */
  private enum Fault {
    NONE(
        "{\"outputs\": [{\"name\": \"p\", \"datatype\": \"FP32\", \"shape\": [1, 3], \"data\": [0.7, 0.2, 0.1]}]}"),
    NO_JSON("<html>welcome</html>"),
    NO_NUMBERS(
        "{\"outputs\": [{\"name\": \"p\", \"datatype\": \"FP32\", \"shape\": [1, 3], \"data\": [NaN, 1, 0]}]}"),
    NO_PROBABILITIES(
        "{\"outputs\": [{\"name\": \"p\", \"datatype\": \"FP32\", \"shape\": [1, 3], \"data\": [0.7, 0.7, 0.7]}]}"),
    OTHER_SHAPE(
        "{\"outputs\": [{\"name\": \"p\", \"datatype\": \"FP32\", \"shape\": [1, 2], \"data\": [0.5, 0.5]}]}"),
    OTHER_OUTPUT(
        "{\"outputs\": [{\"name\": \"q\", \"datatype\": \"FP32\", \"shape\": [1, 3], \"data\": [0.7, 0.2, 0.1]}]}"),
    REFUSAL("{\"error\": \"no\"}"),
    SLOW(""),
    CUT("{\"outputs\": [{\"name\": \"p\", ");

    private final String body;

    Fault(String body) {
      this.body = body;
    }
  }

  @TempDir private Path folder;
  private HttpServer model;
  private volatile Fault fault = Fault.NONE;

  @BeforeEach
  void start() throws IOException {
    model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    model.createContext("/v2", this::tell);
    model.createContext("/v2/models/tiny/infer", this::answer);
    model.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "model");
              thread.setDaemon(true);
              return thread;
            }));
    model.start();
  }

  @AfterEach
  void stop() {
    model.stop(0);
  }

  private void tell(HttpExchange exchange) throws IOException {
    String metadata =
        exchange.getRequestURI().getPath().equals("/v2")
            ? "{\"name\": \"server\", \"version\": \"1\", \"extensions\": []}"
            : """
              {"name": "tiny", "versions": ["1"], "platform": "any",
               "inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 3, 4, 4]}],
               "outputs": [{"name": "p", "datatype": "FP32", "shape": [-1, 3]}]}
              """;
    send(exchange, 200, metadata);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    Fault how = fault;
    if (how == Fault.SLOW) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
    }
    if (how == Fault.CUT) {
      exchange.sendResponseHeaders(200, 1_000);
      exchange.getResponseBody().write(how.body.getBytes(UTF_8));
      exchange.close();
    } else {
      send(exchange, how == Fault.REFUSAL ? 500 : 200, how.body);
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream to = exchange.getResponseBody()) {
      to.write(body);
    }
  }

  @Test
  void every_failure_is_a_clear_refusal_that_costs_the_client_nothing()
      throws IOException, InterruptedException {
    try (Gateway gateway = gateway()) {
      for (Fault failing : Fault.values()) {
        if (failing != Fault.NONE) {
          fault = failing;
          HttpResponse<String> refused = ask(gateway);
          assertThat(refused.statusCode()).as(failing + ": " + refused.body()).isEqualTo(503);
          assertThat(refused.body()).contains("the model is not available now");
        }
      }
      fault = Fault.NONE;
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answered = ask(gateway);
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
        assertThat(answered.body()).contains("\"class\":0,\"score\":0.7}");
      }
      assertThat(ask(gateway).statusCode()).as("the budget of three images").isEqualTo(429);
    }
  }

  @Test
  void a_model_that_is_gone_and_comes_back_is_asked_again()
      throws IOException, InterruptedException {
    try (Gateway gateway = gateway()) {
      int port = model.getAddress().getPort();
      model.stop(0);
      assertThat(ask(gateway).statusCode()).isEqualTo(503);
      model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      model.createContext("/v2/models/tiny/infer", this::answer);
      model.start();
      assertThat(ask(gateway).statusCode()).isEqualTo(200);
    }
  }

  private Gateway gateway() throws IOException {
    Path policy =
        Files.writeString(
            folder.resolve("policy.yaml"), POLICY.formatted(model.getAddress().getPort()));
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Computing computing = new Computing(1, (architecture, shape) -> Compute.cpu(1));
    PolicyOpening opening = new PolicyOpening(computing, notice -> {}, name -> null);
    return Gateway.start(
        new GatewaySettings(
            ServerSettings.at(free),
            free,
            Optional.empty(),
            Optional.empty(),
            folder.resolve("state")),
        new PolicyReader().read(policy),
        new ServedPolicies(opening.serving(), 100),
        AlertSink.all(List.of()),
        line -> {});
  }

  private static HttpResponse<String> ask(Gateway gateway)
      throws IOException, InterruptedException {
    ImageShape shape = ImageShape.square(4);
    byte[] image = ImageEncoding.PNG.encode(new ImageBatch(shape, new byte[shape.bytes()]), 0);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + gateway.port() + "/images/tiny"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(image))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
