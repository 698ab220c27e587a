package io.boogeyman.guard.server;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.util.SafeCloseable;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.guard.client.Authenticator;
import io.boogeyman.guard.client.RequestFacts;
import io.boogeyman.guard.protocol.Offer;
import io.boogeyman.guard.protocol.Question;
import io.boogeyman.guard.protocol.RequestException;
import io.boogeyman.guard.protocol.ServedModel;
import io.boogeyman.guard.tracing.RequestTraces;
import io.opentelemetry.context.Scope;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What all protocols do with a request between reading and writing: find out who asks, and ask the
 * gate, in a thread that may wait.
 */
@SuppressWarnings("try") // a context is there to be left, not to be read
final class Reception {
  private final OfferInForce offers;
  private final Authenticator authenticator;
  private final Limits limits;
  private final ExecutorService workers;
  private final TrafficListener listener;

  Reception(
      OfferInForce offers,
      Authenticator authenticator,
      Limits limits,
      ExecutorService workers,
      TrafficListener listener) {
    this.offers = offers;
    this.authenticator = authenticator;
    this.limits = limits;
    this.workers = workers;
    this.listener = listener;
  }

  /** The model as it is served now. */
  ServedModel model() {
    return served(offers.now());
  }

  private ServedModel served(Offer offer) {
    return ServedModel.of(offer, limits.images());
  }

  Limits limits() {
    return limits;
  }

  TrafficListener listener() {
    return listener;
  }

  /** Who sends a request. */
  Optional<ClientName> client(ServiceRequestContext context, RequestHeaders headers) {
    return authenticator.client(
        new RequestFacts(
            headers::getAll,
            context.remoteAddress().getAddress(),
            certificates(Optional.ofNullable(context.sslSession()))));
  }

  private static List<X509Certificate> certificates(Optional<SSLSession> session) {
    if (session.isEmpty()) {
      return List.of();
    }
    try {
      return Stream.of(session.get().getPeerCertificates())
          .filter(X509Certificate.class::isInstance)
          .map(X509Certificate.class::cast)
          .toList();
    } catch (SSLPeerUnverifiedException hasNone) {
      return List.of();
    }
  }

  /** Reads a request. */
  @FunctionalInterface
  interface Reading<R> {
    Question<R> read(ServedModel model) throws RequestException;
  }

  /**
   * What comes of a request: a reply or a refusal.
   *
   * @param delay how long it is to be held back
   */
  record Outcome<R>(Optional<R> reply, Optional<Refusal> refusal, Duration delay) {
    static <R> Outcome<R> refused(Refusal refusal) {
      return new Outcome<>(Optional.empty(), Optional.of(refusal), Duration.ZERO);
    }
  }

  /** Asks for a client in a worker's thread; at once refused where there is none to be had. */
  <R> CompletableFuture<Outcome<R>> ask(
      String protocol, ServiceRequestContext context, ClientName client, Reading<R> reading) {
    try {
      return CompletableFuture.supplyAsync(() -> answer(context, client, reading), workers);
    } catch (RejectedExecutionException full) {
      listener.shed(protocol);
      return CompletableFuture.completedFuture(Outcome.refused(Refusal.SHED));
    }
  }

  private <R> Outcome<R> answer(
      ServiceRequestContext context, ClientName client, Reading<R> reading) {
    // So that listeners know whose request it is, and a model elsewhere of which trace.
    try (SafeCloseable pushed = context.push();
        Scope traced = RequestTraces.of(context).makeCurrent()) {
      if (context.isCancelled()) {
        return Outcome.refused(Refusal.SHED); // nobody waits any more; nothing is to be charged
      }
      return offers.during(offer -> answer(offer, client, reading));
    } catch (RequestException e) {
      return Outcome.refused(Refusal.of(e));
    } catch (PredictionException e) {
      listener.failed(e);
      return Outcome.refused(Refusal.of(e));
    } catch (RuntimeException e) {
      listener.failed(e);
      return Outcome.refused(Refusal.FAILED);
    }
  }

  /** Read, decided and written under one policy: its model, its tensors, its releases. */
  private <R> Outcome<R> answer(Offer offer, ClientName client, Reading<R> reading)
      throws RequestException {
    Question<R> question = reading.read(served(offer));
    return outcome(question, offer.gate().ask(client, question.images()));
  }

  private static <R> Outcome<R> outcome(Question<R> question, Decision decision) {
    if (decision instanceof Decision.Released released) {
      return new Outcome<>(
          Optional.of(question.reply().apply(released.answers())),
          Optional.empty(),
          released.standing().delay());
    }
    return Outcome.refused(Refusal.of((Decision.Refused) decision));
  }
}
