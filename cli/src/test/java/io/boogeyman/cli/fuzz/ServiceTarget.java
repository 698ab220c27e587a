package io.boogeyman.cli.fuzz;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.opening.Victims;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A service that says whatever the input does. The first byte chooses how it is asked, the second
 * how many bytes the answer's JSON has where tensors follow it; then comes what it says of its
 * model, a zero byte, and what it answers to two images.
 */
public final class ServiceTarget {
  private static final Promise PROMISE =
      Promise.throwingOnly(
          IOException.class, IllegalArgumentException.class, PredictionException.class);
  private static final HttpServer SERVER = server();
  private static final Map<String, String> CALLS =
      Map.of("service.attempts", "1", "service.patience", "0s", "service.concurrency", "1");
  private static final List<Map<String, String>> WAYS =
      List.of(
          Map.of("protocol", "open-inference-json"),
          Map.of("protocol", "open-inference-binary"),
          Map.of("protocol", "tensorflow-row"),
          Map.of("protocol", "tensorflow-column"),
          json("{image: base64, scores: /p, body: {i: '${image}'}}"),
          json("{image: base64, items: /p, labels: /l, scores: /s, body: {i: '${image}'}}"),
          json("{image: body, labels: /l, scores: /s, scale: 0.01}"));

  /** What is said, read by the server's threads. */
  private static final AtomicReference<byte[]> SAID = new AtomicReference<>(new byte[2]);

  private ServiceTarget() {}

  private static Map<String, String> json(String endpoint) {
    return Map.of("protocol", "json", "json", endpoint, "classes", "3", "input.size", "4");
  }

  /** Opens a service that says the input, and asks it. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    Map<String, String> way = WAYS.get(Byte.toUnsignedInt(input[0]) % WAYS.size());
    SAID.set(input);
    PROMISE.holdsFor(input.length, () -> ask(way));
  }

  private static void ask(Map<String, String> way) throws IOException {
    String place = way.get("protocol").startsWith("tensorflow") ? "/v1/models/m" : "/v2/models/m";
    String address = "http://127.0.0.1:" + SERVER.getAddress().getPort() + place;
    Map<String, String> options = new HashMap<>(CALLS);
    options.putAll(way);
    Computing computing = new Computing(1, (architecture, shape) -> Compute.cpu(1));
    try (Victim victim = Victims.open(address, options, computing, notice -> {})) {
      if (victim.shape().bytes() < 1 << 16) {
        victim.api().ask(new ImageBatch(victim.shape(), new byte[2 * victim.shape().bytes()]));
      }
    }
  }

  private static HttpServer server() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", ServiceTarget::answer);
      server.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    byte[] said = SAID.get();
    int end = 2;
    while (end < said.length && said[end] != 0) {
      end++;
    }
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      boolean asked = exchange.getRequestMethod().equals("POST");
      byte[] body =
          asked
              ? Arrays.copyOfRange(said, Math.min(end + 1, said.length), said.length)
              : Arrays.copyOfRange(said, 2, end);
      if (asked && said[1] != 0) {
        exchange
            .getResponseHeaders()
            .set("Inference-Header-Content-Length", Integer.toString(Byte.toUnsignedInt(said[1])));
      }
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
