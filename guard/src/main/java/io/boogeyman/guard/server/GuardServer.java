package io.boogeyman.guard.server;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.boogeyman.guard.client.Authenticator;
import io.boogeyman.guard.protocol.Offer;
import io.boogeyman.guard.tracing.RequestTraces;
import io.netty.handler.ssl.ClientAuth;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/**
 * The gateway: all protocols on one port, over HTTP/1 and HTTP/2, before an {@link Offer}.
 *
 * <p>What can be said without a model is said by the threads of the connections; everything else is
 * done by a bounded number of workers, and refused at once when too much waits for them. Closing
 * says to be not ready, waits for what is under way, and takes nothing new.
 */
public final class GuardServer implements AutoCloseable {
  /**
   * Longer than load balancers keep connections, so that they end them, and not in midst of use.
   */
  private static final Duration IDLE = Duration.ofSeconds(75);

  /** Requests at once over one connection of HTTP/2. */
  private static final int MOST_STREAMS = 256;

  private final Server server;
  private final int port;
  private final Workers workers;
  private final Readiness readiness;
  private final ServerSettings settings;

  private GuardServer(
      Server server, Workers workers, Readiness readiness, ServerSettings settings) {
    this.server = server;
    this.port = server.activeLocalPort();
    this.workers = workers;
    this.readiness = readiness;
    this.settings = settings;
  }

  /**
   * What the server stands between.
   *
   * @param offers what clients are offered
   * @param authenticator tells clients apart
   * @param modelReady whether the model can be asked, as far as is known; does not wait
   * @param listener told of requests
   * @param traces of requests
   */
  public record Parts(
      OfferInForce offers,
      Authenticator authenticator,
      BooleanSupplier modelReady,
      TrafficListener listener,
      RequestTraces traces) {

    /** Nothing but what must be there. */
    public static Parts of(Offer offer, Authenticator authenticator) {
      return new Parts(
          OfferInForce.always(offer),
          authenticator,
          () -> true,
          TrafficListener.NONE,
          RequestTraces.off());
    }

    /** The same, with a listener. */
    public Parts toldTo(TrafficListener other) {
      return new Parts(offers, authenticator, modelReady, other, traces);
    }
  }

  /**
   * Starts to serve.
   *
   * @throws IOException if the address cannot be had
   * @throws IllegalArgumentException if certificates cannot be read
   */
  public static GuardServer start(ServerSettings settings, Parts parts) throws IOException {
    Limits limits = settings.limits();
    Workers workers = new Workers(limits);
    Readiness readiness = new Readiness(parts.modelReady());
    Reception reception =
        new Reception(
            parts.offers(), parts.authenticator(), limits, workers.executor(), parts.listener());
    ServerBuilder builder = builder(settings, parts.listener());
    if (parts.traces().isOn()) {
      builder.decorator(new Traced(parts.traces()));
    }
    Routes.add(builder, reception, readiness);
    try {
      Server server = builder.build();
      server.start().join();
      return new GuardServer(server, workers, readiness, settings);
    } catch (CompletionException e) {
      workers.close();
      throw new IOException("cannot listen at " + place(settings) + ": " + reason(e), e);
    } catch (RuntimeException e) {
      workers.close();
      throw e;
    }
  }

  private static String place(ServerSettings settings) {
    return settings.address().getHostString() + ":" + settings.address().getPort();
  }

  /** The system's own words, without those of the library for them. */
  private static String reason(CompletionException e) {
    return String.valueOf(e.getCause().getMessage()).replaceFirst("^.*error\\(-?\\d+\\): ", "");
  }

  private static ServerBuilder builder(ServerSettings settings, TrafficListener listener) {
    Limits limits = settings.limits();
    ServerBuilder builder =
        Server.builder()
            .maxRequestLength(limits.bodyBytes())
            .requestTimeout(limits.sending())
            .http1MaxInitialLineLength(limits.headerBytes())
            .http1MaxHeaderSize(limits.headerBytes())
            .http2MaxHeaderListSize(limits.headerBytes())
            .disableServerHeader()
            .maxNumConnections(limits.connections())
            .idleTimeout(IDLE)
            .childChannelPipelineCustomizer(
                pipeline -> SlowHeads.watch(pipeline.channel(), limits.head()))
            .decorator(SlowHeads.telling())
            .decorator(new HeldBodies(limits.heldBytes(), listener))
            .decorator(new Traffic(listener))
            .http2MaxStreamsPerConnection(MOST_STREAMS)
            .clientAddressTrustedProxyFilter(settings.trustedProxies())
            .errorHandler(new HttpErrors(limits, listener))
            .gracefulShutdownTimeout(
                shorter(Duration.ofMillis(100), settings.longestEnd()), settings.longestEnd());
    return listening(builder, settings);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static ServerBuilder listening(ServerBuilder builder, ServerSettings settings) {
    if (settings.tls().isEmpty()) {
      return builder.http(settings.address());
    }
    Tls tls = settings.tls().get();
    return builder
        .https(settings.address())
        .tls(TlsKeyPair.of(tls.key().toFile(), tls.certificates().toFile()))
        .tlsCustomizer(
            context ->
                tls.clientAuthorities()
                    .map(Path::toFile)
                    .ifPresent(file -> context.trustManager(file).clientAuth(ClientAuth.OPTIONAL)));
  }

  /** The port that it listens at. */
  public int port() {
    return port;
  }

  /** Ends as the settings say; returns when nothing is under way any more. */
  @Override
  public void close() {
    if (!readiness.end()) {
      return;
    }
    try {
      Thread.sleep(settings.notice().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop().join();
    workers.close(settings.longestEnd());
  }
}
