package io.boogeyman.victim.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.grpc.GrpcService;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Serves the tiny model through every protocol, written after the protocols' documentation and
 * independently of the clients. What is in {@code troubles} is answered first, one a request.
 */
final class TinyServer implements AutoCloseable {
  static final List<String> NAMES = List.of("ant", "bee", "cat", "dog", "elk");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicInteger images = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private final Deque<Function<AggregatedHttpRequest, HttpResponse>> troubles = new ArrayDeque<>();
  private final List<HttpHeaders> headers = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();
  private final TinyHttp http = new TinyHttp(this);
  private final Server server;
  private volatile boolean rawContents = true;
  private volatile boolean binaryAnnounced = true;
  private volatile int largestBatch = Integer.MAX_VALUE;
  private volatile Optional<String> grpcPause = Optional.empty();
  private volatile long delayMillis;

  private TinyServer(ServerBuilder builder) {
    server =
        builder
            .service(GrpcService.builder().addService(new TinyGrpc(this)).build())
            .serviceUnder(
                "/",
                (context, request) ->
                    HttpResponse.of(
                        request
                            .aggregate()
                            .thenApplyAsync(this::answer, context.blockingTaskExecutor())))
            .build();
    server.start().join();
  }

  static TinyServer start() {
    return start(0);
  }

  static TinyServer start(int port) {
    return new TinyServer(Server.builder().http(port));
  }

  static TinyServer startTls() {
    return new TinyServer(Server.builder().https(0).tlsSelfSigned());
  }

  static TinyServer startTls(TlsKeyPair keys) {
    return new TinyServer(Server.builder().https(0).tls(keys));
  }

  int port() {
    return server.activeLocalPort();
  }

  String http(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  String grpc() {
    return "grpc://127.0.0.1:" + port() + "/tiny";
  }

  /** Images answered. */
  int images() {
    return images.get();
  }

  /** Requests for answers that came in. */
  int requests() {
    return requests.get();
  }

  int mostUnderWay() {
    return mostUnderWay.get();
  }

  /** The headers and bodies of requests for answers, as they came. */
  List<HttpHeaders> headers() {
    synchronized (headers) {
      return List.copyOf(headers);
    }
  }

  List<byte[]> bodies() {
    synchronized (headers) {
      return List.copyOf(bodies);
    }
  }

  TinyServer withoutRawContents() {
    rawContents = false;
    return this;
  }

  TinyServer withoutBinary() {
    binaryAnnounced = false;
    return this;
  }

  TinyServer taking(int mostImages) {
    largestBatch = mostImages;
    return this;
  }

  TinyServer slow(long millis) {
    delayMillis = millis;
    return this;
  }

  /** The next request is answered so. */
  TinyServer trouble(Function<AggregatedHttpRequest, HttpResponse> answer) {
    synchronized (troubles) {
      troubles.add(answer);
    }
    return this;
  }

  TinyServer trouble(HttpStatus status, String type, String body) {
    return trouble(
        request ->
            HttpResponse.of(
                ResponseHeaders.of(status, "content-type", type), HttpData.ofUtf8(body)));
  }

  private HttpResponse answer(AggregatedHttpRequest request) {
    String path = request.path().replaceFirst("\\?.*", "");
    if (request.method().name().equals("GET")) {
      return http.metadata(path);
    }
    asked(request.headers());
    synchronized (headers) {
      bodies.add(request.content().array());
    }
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      Thread.sleep(delayMillis);
      Optional<Function<AggregatedHttpRequest, HttpResponse>> trouble;
      synchronized (troubles) {
        trouble = Optional.ofNullable(troubles.poll());
      }
      return trouble.isPresent() ? trouble.get().apply(request) : http.infer(path, request);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      underWay.decrementAndGet();
    }
  }

  /** A request for answers came in. */
  void asked(HttpHeaders of) {
    requests.incrementAndGet();
    synchronized (headers) {
      headers.add(of);
    }
  }

  /** So many images have been answered. */
  void answered(int count) {
    images.addAndGet(count);
  }

  /** Refuses calls over gRPC from now on, and says for how long. */
  void limitGrpc(String retryAfter) {
    grpcPause = Optional.of(retryAfter);
  }

  Optional<String> grpcPause() {
    return grpcPause;
  }

  int largestBatch() {
    return largestBatch;
  }

  boolean announcesBinary() {
    return binaryAnnounced;
  }

  boolean answersRaw() {
    return rawContents;
  }

  float[] predict(float[] values, int count) {
    answered(count);
    float[] all = new float[5 * count];
    for (int i = 0; i < count; i++) {
      float[] one =
          TinyModel.predict(
              Arrays.copyOfRange(values, i * TinyModel.VALUES, (i + 1) * TinyModel.VALUES));
      System.arraycopy(one, 0, all, 5 * i, 5);
    }
    return all;
  }

  static HttpResponse json(String body) {
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON, body);
  }

  static HttpResponse error(HttpStatus status, String message) {
    return HttpResponse.of(
        status, MediaType.JSON, JSON.createObjectNode().put("error", message).toString());
  }

  /** Begins to end. What comes after needs another port only, and its threads take 2 s to rest. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the rest
  public void close() {
    server.stop();
  }

  /** Ends, so that its port is free. */
  void end() {
    server.stop().join();
  }
}
