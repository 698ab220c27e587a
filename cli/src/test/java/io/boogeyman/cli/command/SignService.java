package io.boogeyman.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service on this machine that names 43 classes by an image's mean colour, after the Open
 * Inference Protocol with JSON tensors; it wants a key, where it has one.
 */
final class SignService implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CLASSES = 43;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Optional<String> key;
  private final AtomicInteger images = new AtomicInteger();

  private SignService(int port, Optional<String> key) throws IOException {
    this.key = key;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  static SignService start() throws IOException {
    return new SignService(0, Optional.empty());
  }

  static SignService startWithKey(String key) throws IOException {
    return new SignService(0, Optional.of(key));
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort() + "/v2/models/signs";
  }

  /** Images answered. */
  int images() {
    return images.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String sent = exchange.getRequestHeaders().getFirst("Authorization");
      if (key.isPresent() && !("Bearer " + key.get()).equals(sent)) {
        send(exchange, 401, "{\"error\": \"who are you?\"}");
      } else if (exchange.getRequestURI().getPath().endsWith("/infer")) {
        send(exchange, 200, infer(JSON.readTree(exchange.getRequestBody())));
      } else if (exchange.getRequestURI().getPath().equals("/v2/models/signs")) {
        send(
            exchange,
            200,
            """
            {"name": "signs", "versions": ["1"], "platform": "test",
             "inputs": [{"name": "image", "datatype": "FP32", "shape": [-1, 3, 32, 32]}],
             "outputs": [{"name": "probabilities", "datatype": "FP32", "shape": [-1, 43]}]}
            """);
      } else {
        send(exchange, 404, "{\"error\": \"nothing here\"}");
      }
    }
  }

  private String infer(JsonNode request) {
    JsonNode data = request.at("/inputs/0/data");
    int count = request.at("/inputs/0/shape/0").asInt();
    int values = data.size() / count;
    ObjectNode answer = JSON.createObjectNode();
    ObjectNode output = answer.putArray("outputs").addObject();
    output.put("name", "probabilities").put("datatype", "FP32");
    output.putArray("shape").add(count).add(CLASSES);
    ArrayNode probabilities = output.putArray("data");
    for (int i = 0; i < count; i++) {
      double mean = 0;
      for (int v = 0; v < values; v++) {
        mean += data.get(i * values + v).doubleValue() / values;
      }
      add(probabilities, mean * CLASSES);
    }
    images.addAndGet(count);
    return answer.toString();
  }

  /** A bell around the class, on a floor: every class is told. */
  private static void add(ArrayNode probabilities, double centre) {
    double[] weights = new double[CLASSES];
    double sum = 0;
    for (int k = 0; k < CLASSES; k++) {
      weights[k] = 1e-4 + Math.exp(-0.5 * (k - centre) * (k - centre));
      sum += weights[k];
    }
    for (double weight : weights) {
      probabilities.add((float) (weight / sum));
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
