package io.boogeyman.cli.bench;

import io.boogeyman.cli.policy.PolicyOpening;
import io.boogeyman.cli.policy.ServedPolicies;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.statistics.Quantile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.guard.audit.AlertLines;
import io.boogeyman.guard.client.ApiKey;
import io.boogeyman.guard.client.ApiKeys;
import io.boogeyman.guard.gateway.Gateway;
import io.boogeyman.guard.gateway.GatewaySettings;
import io.boogeyman.guard.server.ServerSettings;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.victim.Computing;
import io.boogeyman.victim.input.ImageEncoding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a policy costs a request: one model behind two gateways on this machine, one of which lets
 * anybody have everything, the other checks keys and budgets, watches by PRADA, marks by DAWN and
 * releases labels. Both are asked by turns, so that whatever else the machine does weighs on both.
 * A client is in the same process, and its work is in all figures.
 */
final class GatewaySpeed {
  private static final int CLASSES = 43;
  private static final int IMAGES = 2_000;
  private static final int REQUESTS = 1_000;
  private static final int CLIENTS = 8;
  private static final int LIVE = 1_000;

  private static final String OPEN =
      """
      policy: 1
      version: "1"
      author: bench
      model: {victim: victim.safetensors, name: bench}
      authentication: {anonymous: {}}
      release: [full]
      """;
  private static final String GUARDED =
      """
      policy: 1
      version: "1"
      author: bench
      model: {victim: victim.safetensors, name: bench}
      secret: {file: secret}
      authentication: {keys: [%s]}
      clients: {each: {images: 100000000, per: day}, all: {images: 1000000000, per: month}}
      detectors: {prada: {delta: 0.9}}
      release: [{dawn: {rate: 0.005}}, label]
      suspicion: [{step: told, at: 1, alert: true}]
      """;

  private final BenchSettings settings;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<byte[]> images;
  private final AtomicInteger next = new AtomicInteger();

  GatewaySpeed(BenchSettings settings) {
    this.settings = settings;
    this.images = IntStream.range(0, IMAGES).mapToObj(this::noise).toList();
  }

  private byte[] noise(int number) {
    byte[] pixels = new byte[settings.shape().bytes()];
    new SplittableRandom(number).nextBytes(pixels);
    return ImageEncoding.PNG.encode(new ImageBatch(settings.shape(), pixels), 0);
  }

  List<Measurement> measure(Path folder) throws Exception {
    List<ApiKey> keys = Stream.generate(ApiKeys::generate).limit(CLIENTS).toList();
    write(folder, keys);
    try (Gateway open = start(folder, "open");
        Gateway guarded = start(folder, "guarded")) {
      List<Callable<Void>> askOpen = keys.stream().map(key -> asking(open, key)).toList();
      List<Callable<Void>> askGuarded = keys.stream().map(key -> asking(guarded, key)).toList();
      List<Measurement> all = new ArrayList<>(latencies(askOpen.get(0), askGuarded.get(0)));
      all.addAll(throughputs(askOpen, askGuarded));
      return all;
    }
  }

  private void write(Path folder, List<ApiKey> keys) throws IOException {
    List<String> names = IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
    try (Network network = settings.architecture().create(CLASSES, settings.shape(), new Seed(1));
        SavedNetwork saved = new SavedNetwork(network, names, Map.of())) {
      saved.write(folder.resolve("victim.safetensors"));
    }
    Files.writeString(folder.resolve("secret"), "a secret for measuring by");
    Files.writeString(folder.resolve("open.yaml"), OPEN);
    Files.writeString(folder.resolve("guarded.yaml"), GUARDED.formatted(entries(keys)));
  }

  private static String entries(List<ApiKey> keys) {
    return IntStream.range(0, keys.size())
        .mapToObj(i -> "{client: bench-%d, sha256: %s}".formatted(i, keys.get(i).sha256()))
        .collect(Collectors.joining(", "));
  }

  private Callable<Void> asking(Gateway gateway, ApiKey key) {
    return () -> ask(gateway, key.key());
  }

  private Gateway start(Path folder, String name) throws IOException {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Computing computing =
        new Computing(settings.compute().threads(), (network, shape) -> settings.compute());
    PolicyOpening opening = new PolicyOpening(computing, notice -> {}, variable -> null);
    return Gateway.start(
        new GatewaySettings(
            ServerSettings.at(here),
            here,
            Optional.empty(),
            Optional.empty(),
            folder.resolve(name + "-state")),
        new PolicyReader().read(folder.resolve(name + ".yaml")),
        new ServedPolicies(opening.serving(), LIVE),
        new AlertLines(line -> {}),
        line -> {});
  }

  private Void ask(Gateway gateway, String key) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + gateway.port() + "/images/bench");
    byte[] image = images.get(Math.floorMod(next.getAndIncrement(), IMAGES));
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "image/png")
            .header("X-API-Key", key)
            .POST(BodyPublishers.ofByteArray(image))
            .build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IllegalStateException("a gateway said " + status + " when it was measured");
    }
    return null;
  }

  private List<Measurement> latencies(Callable<Void> open, Callable<Void> guarded)
      throws Exception {
    int rounds = settings.stopwatch().rounds();
    double[][] medians = new double[2][rounds];
    double[][] tails = new double[2][rounds];
    for (int round = -1; round < rounds; round++) { // the first warms up
      int requests = settings.count(REQUESTS);
      double[] without = new double[requests];
      double[] with = new double[requests];
      for (int i = 0; i < requests; i++) {
        without[i] = millis(open);
        with[i] = millis(guarded);
      }
      if (round >= 0) {
        medians[0][round] = Quantile.of(without, 0.5);
        medians[1][round] = Quantile.of(with, 0.5);
        tails[0][round] = Quantile.of(without, 0.99);
        tails[1][round] = Quantile.of(with, 0.99);
      }
    }
    return List.of(
        Measurement.of("gateway, a request, nothing enforced, median", "ms", medians[0]),
        Measurement.of("gateway, a request, a policy, median", "ms", medians[1]),
        Measurement.of("gateway, a request, nothing enforced, 99 % within", "ms", tails[0]),
        Measurement.of("gateway, a request, a policy, 99 % within", "ms", tails[1]));
  }

  private static double millis(Callable<Void> request) throws Exception {
    long start = System.nanoTime();
    request.call();
    return (System.nanoTime() - start) / 1e6;
  }

  private List<Measurement> throughputs(List<Callable<Void>> open, List<Callable<Void>> guarded)
      throws Exception {
    int rounds = settings.stopwatch().rounds();
    double[] without = new double[rounds];
    double[] with = new double[rounds];
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      for (int round = 0; round < rounds; round++) {
        without[round] = rate(open, clients);
        with[round] = rate(guarded, clients);
      }
    } finally {
      clients.shutdownNow();
    }
    return List.of(
        Measurement.of("gateway, 8 clients, nothing enforced", "images/s", without),
        Measurement.of("gateway, 8 clients, a policy", "images/s", with));
  }

  private double rate(List<Callable<Void>> requests, ExecutorService clients) throws Exception {
    int each = settings.count(REQUESTS) * 2 / CLIENTS;
    long start = System.nanoTime();
    List<Future<Void>> all = new ArrayList<>();
    for (Callable<Void> request : requests) {
      all.add(clients.submit(() -> repeat(each, request)));
    }
    for (Future<Void> one : all) {
      one.get();
    }
    return CLIENTS * each / ((System.nanoTime() - start) / 1e9);
  }

  private static Void repeat(int times, Callable<Void> request) throws Exception {
    for (int i = 0; i < times; i++) {
      request.call();
    }
    return null;
  }
}
