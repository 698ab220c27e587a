package io.boogeyman.guard.server;

import com.linecorp.armeria.client.WebClient;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.guard.client.Authenticator;
import io.boogeyman.guard.protocol.ClientTensors;
import io.boogeyman.guard.protocol.Offer;
import io.boogeyman.guard.protocol.TensorInput;
import io.boogeyman.guard.protocol.TinyGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A gateway of a tiny model on a free port, and what it told of its traffic. */
final class Gateway implements AutoCloseable, TrafficListener {
  static final Limits LIMITS =
      new Limits(
          1 << 20,
          4 << 20,
          8,
          1_000_000,
          8 << 10,
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          200,
          4,
          16);

  /** The same, for whoever tests that they hold. */
  static final Limits IMPATIENT =
      new Limits(
          LIMITS.bodyBytes(),
          LIMITS.heldBytes(),
          LIMITS.images(),
          LIMITS.pixels(),
          LIMITS.headerBytes(),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          LIMITS.answering(),
          LIMITS.connections(),
          LIMITS.workers(),
          LIMITS.queue());

  private final GuardServer server;
  private final AtomicInteger shed = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> answered = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

  private Gateway(
      TinyGate gate, ClientTensors tensors, Limits limits, Authenticator authenticator) {
    try {
      server =
          GuardServer.start(
              ServerSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                  .within(limits),
              GuardServer.Parts.of(new Offer(gate, tensors), authenticator).toldTo(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Gateway start(TinyGate gate) {
    return start(gate, TinyGate.input());
  }

  static Gateway start(TinyGate gate, TensorInput input) {
    return start(gate, input, LIMITS);
  }

  static Gateway start(TinyGate gate, TensorInput input, Limits limits) {
    return start(gate, ClientTensors.of(input), limits);
  }

  static Gateway start(TinyGate gate, ClientTensors tensors) {
    return start(gate, tensors, LIMITS);
  }

  private static Gateway start(TinyGate gate, ClientTensors tensors, Limits limits) {
    return new Gateway(gate, tensors, limits, facts -> Optional.of(new ClientName("test:anybody")));
  }

  static Gateway start(TinyGate gate, Authenticator authenticator) {
    return new Gateway(gate, ClientTensors.of(TinyGate.input()), LIMITS, authenticator);
  }

  int port() {
    return server.port();
  }

  String http(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** A client that waits, however busy the machine is. */
  WebClient client() {
    return client("http");
  }

  WebClient client(String scheme) {
    return WebClient.builder(scheme + "://127.0.0.1:" + port())
        .responseTimeout(Duration.ofMinutes(5))
        .build();
  }

  int wereShed() {
    return shed.get();
  }

  /** What went wrong in the gateway itself. */
  List<Throwable> failures() {
    return List.copyOf(failures);
  }

  /** Waits until something is so. */
  static void until(BooleanSupplier so) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it was not so within a minute");
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** Protocol and status of each request. */
  List<String> answered() {
    return List.copyOf(answered);
  }

  @Override
  public void answered(String protocol, int status, Duration took) {
    answered.add(protocol + " " + status);
  }

  @Override
  public void shed(String protocol) {
    shed.incrementAndGet();
  }

  @Override
  public void failed(Throwable cause) {
    failures.add(cause);
  }

  /** Ends, and waits for it. */
  void end() {
    server.close();
  }

  /** Ends sometime: the threads of the network take their time, and no test is to wait for that. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
  public void close() {
    CompletableFuture.runAsync(server::close);
  }
}
