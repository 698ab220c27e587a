package io.boogeyman.guard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.defend.calibration.CalibratedDetector;
import io.boogeyman.defend.measure.Threshold;
import io.boogeyman.defend.policy.ClientStates;
import io.boogeyman.defend.policy.Enforcement;
import io.boogeyman.defend.policy.EnforcementParts;
import io.boogeyman.defend.policy.GuardListener;
import io.boogeyman.defend.policy.Ledger;
import io.boogeyman.defend.policy.ReleaseLadder;
import io.boogeyman.defend.policy.TriggerRegister;
import io.boogeyman.defend.policy.Watch;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.defend.release.ReleaseKey;
import io.boogeyman.defend.release.ReleaseMeans;
import io.boogeyman.defend.sequential.AccusationBound;
import io.boogeyman.defend.sequential.BenignScores;
import io.boogeyman.defend.stateless.Energy;
import io.boogeyman.guard.audit.AlertLines;
import io.boogeyman.guard.audit.AuditSettings;
import io.boogeyman.guard.client.ApiKey;
import io.boogeyman.guard.client.ApiKeys;
import io.boogeyman.guard.dashboard.AdminKey;
import io.boogeyman.guard.protocol.ClientTensors;
import io.boogeyman.guard.protocol.TensorInput;
import io.boogeyman.guard.server.ServerSettings;
import io.boogeyman.guard.tracing.TracingSettings;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.victim.input.Channels;
import io.boogeyman.victim.input.ElementType;
import io.boogeyman.victim.input.Layout;
import io.boogeyman.victim.input.Normalisation;
import io.boogeyman.victim.input.Preprocessing;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A policy before a {@link SignModel}, the folder of its gateways, and a client who asks them. */
final class SignGateway {
  static final ApiKey KEY = ApiKeys.generate();
  static final String ADMIN = "the key of the one on call";
  static final int LIVE = 100;

  /** Without a limit of images: charging waits for no disk then. */
  static final String POLICY =
      """
      policy: 1
      version: "1"
      author: jane
      model: {victim: signs, name: signs}
      authentication:
        keys: [{client: acme, sha256: %s}]
      release: [full]
      """
          .formatted(KEY.sha256());

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final SignModel model = new SignModel(SignModel.SHAPE);
  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final Path policy;
  final Path state;

  /** Policies that were opened so far, or should have been. */
  final AtomicInteger opened = new AtomicInteger();

  private volatile boolean openable = true;
  private volatile SignModel served = model;

  private SignGateway(Path policy, Path state) {
    this.policy = policy;
    this.state = state;
  }

  /** With a policy of this text, in a new folder. */
  static SignGateway in(Path folder, String policy) throws IOException {
    Path own = Files.createTempDirectory(folder, "gateway");
    return new SignGateway(
        Files.writeString(own.resolve("policy.yaml"), policy), own.resolve("state"));
  }

  /** Another one, with what a kill would leave of this one at this moment. */
  SignGateway killed() throws IOException {
    Path own = Files.createDirectory(policy.resolveSibling("killed"));
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = own.resolve("state").resolve(state.relativize(file));
        Files.createDirectories(copy.getParent());
        if (!file.toString().endsWith("-shm")) { // SQLite makes it anew
          Files.copy(file, copy);
        }
      }
    }
    return new SignGateway(Files.copy(policy, own.resolve("policy.yaml")), own.resolve("state"));
  }

  /** Whether policies' models are there. */
  void modelsCanBeOpened(boolean can) {
    openable = can;
  }

  /** What policies that are opened from now on serve. */
  void serve(SignModel other) {
    served = other;
  }

  Gateway start() throws IOException {
    return start(Optional.empty());
  }

  Gateway start(Optional<byte[]> auditKey) throws IOException {
    return start(auditKey, TracingSettings.OFF);
  }

  Gateway start(TracingSettings tracing) throws IOException {
    return start(Optional.empty(), tracing);
  }

  private Gateway start(Optional<byte[]> auditKey, TracingSettings tracing) throws IOException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return Gateway.start(
        new GatewaySettings(
            ServerSettings.at(free),
            free,
            Optional.of(AdminKey.of(ADMIN)),
            auditKey,
            state,
            tracing),
        new PolicyReader().read(policy),
        this::open,
        new AlertLines(log::add),
        log::add);
  }

  private PolicyOpener.Opened open(
      PolicyFile file,
      Ledger ledger,
      ClientStates states,
      TriggerRegister triggers,
      GuardListener listener)
      throws IOException {
    opened.incrementAndGet();
    if (!openable) {
      throw new IOException("there is no file signs.safetensors");
    }
    EnforcementParts parts =
        new EnforcementParts(served, watch(file), ladder(file), ledger, states, triggers);
    return new PolicyOpener.Opened(
        Enforcement.served(file, parts, Clock.systemUTC(), listener, LIVE),
        tensors(file),
        () -> {});
  }

  /** Energy, calibrated on what the model makes of its owner's images, if the policy watches. */
  static Watch watch(PolicyFile file) {
    if (file.policy().detectors().isEmpty()) {
      return Watch.nobody();
    }
    double own = -Math.log(Math.exp(SignModel.SURE) + 2);
    double[] benign = IntStream.range(0, 4000).mapToDouble(i -> own - 1 + i / 2000.0).toArray();
    CalibratedDetector energy =
        new CalibratedDetector(
            new Energy(1),
            new Threshold(own + 1, 0.01),
            BenignScores.of(benign, 0.01),
            AccusationBound.ofIndependentQueries(0.001),
            new Interval(0, 0, 0),
            Map.of());
    return new Watch(
        List.of(energy), Optional.empty(), SignModel.SHAPE.bytes(), new Seed(1), energy);
  }

  static ReleaseLadder ladder(PolicyFile file) {
    return ReleaseLadder.of(
        file.policy(),
        new ReleaseMeans(
            ReleaseKey.of(new byte[16]), 3, SignModel.SHAPE, Compute.cpu(1), Path.of("")));
  }

  /** Of what a policy says of tensors the layout alone. */
  private static ClientTensors tensors(PolicyFile file) {
    return ClientTensors.of(
        input(
            file.policy()
                .model()
                .input()
                .map(said -> Layout.valueOf(said.path("layout").textValue()))
                .orElse(Layout.NCHW)));
  }

  private static TensorInput input(Layout layout) {
    return new TensorInput(
        "input",
        new Preprocessing(
            SignModel.SHAPE,
            SignModel.SHAPE,
            layout,
            Channels.RGB,
            ElementType.FP32,
            Normalisation.UNIT));
  }

  /** An image of the owner's kind. */
  static AggregatedHttpResponse ask(Gateway gateway, int brightness) {
    return ask(gateway, KEY.key(), brightness);
  }

  static AggregatedHttpResponse ask(Gateway gateway, String key, int brightness) {
    return asking(gateway, key, brightness, 0).join();
  }

  /** An image that none of the owner's is like. */
  static AggregatedHttpResponse askForeign(Gateway gateway, int brightness) {
    return asking(gateway, KEY.key(), brightness, 1).join();
  }

  static CompletableFuture<AggregatedHttpResponse> asking(Gateway gateway, int brightness) {
    return asking(gateway, KEY.key(), brightness, 0);
  }

  private static CompletableFuture<AggregatedHttpResponse> asking(
      Gateway gateway, String key, int brightness, int foreign) {
    return asking(gateway, key, channel(brightness), channel(foreign), channel(0));
  }

  /** An image of its own for each number, unlike the others in all its values. */
  static AggregatedHttpResponse askDrawn(Gateway gateway, int number) {
    SplittableRandom random = new SplittableRandom(number);
    String[] channels = new String[3];
    for (int c = 0; c < 3; c++) {
      channels[c] =
          IntStream.range(0, 2)
              .mapToObj(row -> "[%s,%s]".formatted(random.nextDouble(), random.nextDouble()))
              .collect(Collectors.joining(",", "[", "]"));
    }
    return asking(gateway, KEY.key(), channels).join();
  }

  private static CompletableFuture<AggregatedHttpResponse> asking(
      Gateway gateway, String key, String... channels) {
    String body = "{\"instances\": [[%s]]}".formatted(String.join(",", channels));
    RequestHeaders headers =
        RequestHeaders.builder(HttpMethod.POST, "/v1/models/signs:predict")
            .contentType(MediaType.JSON)
            .set("x-api-key", key)
            .build();
    return WebClient.of("http://127.0.0.1:" + gateway.port())
        .execute(HttpRequest.of(headers, HttpData.ofUtf8(body)))
        .aggregate();
  }

  private static String channel(int value) {
    return "[[" + value / 255.0 + ",0],[0,0]]";
  }

  static AggregatedHttpResponse metadata(Gateway gateway) {
    RequestHeaders headers =
        RequestHeaders.builder(HttpMethod.GET, "/v1/models/signs/metadata")
            .set("x-api-key", KEY.key())
            .build();
    return WebClient.of("http://127.0.0.1:" + gateway.port()).execute(headers).aggregate().join();
  }

  static String scrape(Gateway gateway) {
    return WebClient.of("http://127.0.0.1:" + gateway.adminPort())
        .get("/metrics")
        .aggregate()
        .join()
        .contentUtf8();
  }

  /** What was answered to an image: a vector, or a label's name. */
  static JsonNode prediction(AggregatedHttpResponse response) throws IOException {
    assertThat(response.status().code()).isEqualTo(200);
    return JSON.readTree(response.contentUtf8()).at("/predictions/0");
  }

  static float[] probabilities(AggregatedHttpResponse response) throws IOException {
    JsonNode answer = prediction(response);
    float[] values = new float[answer.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = answer.get(k).floatValue();
    }
    return values;
  }

  /** The entries of the audit log, as far as they are on disk. */
  List<JsonNode> audit() throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(state.resolve("audit"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          entries.add(JSON.readTree(line));
        }
      }
    }
    return entries;
  }

  /**
   * Makes the next entry of the audit log go to a file that cannot be made; to be called before
   * anything is asked.
   *
   * @return what is in its place, to be deleted
   */
  Path blockAuditLog() throws IOException {
    Path folder = state.resolve("audit");
    int entries = audit().size();
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("audit-000000000001.jsonl").toFile(), "rw")) {
      file.setLength(AuditSettings.standard().fileBytes());
    }
    return Files.createDirectory(folder.resolve("audit-%012d.jsonl".formatted(entries + 1)));
  }

  void await(String line) throws InterruptedException {
    await(
        () -> List.copyOf(log).stream().anyMatch(said -> said.contains(line)),
        () -> line + "; it was said: " + log);
  }

  static void await(BooleanSupplier condition, String what) throws InterruptedException {
    await(condition, () -> what);
  }

  private static void await(BooleanSupplier condition, Supplier<String> what)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).as(what).isTrue();
  }
}
