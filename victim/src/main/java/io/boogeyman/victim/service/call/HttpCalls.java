package io.boogeyman.victim.service.call;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Calls over HTTP. Redirects are not followed: a key must not go to where nobody sent it. Java's
 * own client: it costs no library and hardly any time to start.
 */
public final class HttpCalls {
  private final Access access;
  private final Map<String, String> headers;
  private final HttpClient client;

  /**
   * @throws IllegalArgumentException if a header's secret is missing
   */
  public HttpCalls(Access access) {
    this.access = access;
    this.headers = access.revealedHeaders();
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(Access.CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(tls(access))
            .build();
  }

  private static SSLContext tls(Access access) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, access.trust().getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  /** Asks for what is at an address. */
  public ServiceAnswer get(String address) throws ServiceFailure {
    return send(request(address).GET().build());
  }

  /**
   * Posts a body.
   *
   * @param address where to, with <code>${NAME}</code> for secrets
   * @param more headers besides those of every call
   * @throws ServiceFailure if there is no answer, or one that is no success
   */
  public ServiceAnswer post(String address, Map<String, String> more, byte[] body)
      throws ServiceFailure {
    HttpRequest.Builder request = request(address);
    more.forEach(request::setHeader);
    return send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
  }

  private HttpRequest.Builder request(String address) {
    URI uri = uri(address);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (uri.getScheme().equals("http")) {
      request.version(HttpClient.Version.HTTP_1_1); // simple servers stumble over an upgrade
    }
    headers.forEach(
        (name, value) -> {
          try {
            request.setHeader(name, value);
          } catch (IllegalArgumentException e) { // whose message may hold the value
            throw new IllegalArgumentException("service.headers." + name + " cannot be sent");
          }
        });
    TraceContext.addTo(request::setHeader);
    return request;
  }

  private URI uri(String address) {
    String revealed = access.secrets().reveal(address, "the victim's address");
    try {
      return URI.create(revealed);
    } catch (IllegalArgumentException e) { // whose message may hold a secret
      throw new IllegalArgumentException(address + " is no address");
    }
  }

  private ServiceAnswer send(HttpRequest request) throws ServiceFailure {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, head -> new BoundedBody(Access.LONGEST_ANSWER));
    try {
      return checked(sent.get(access.timeout().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw access.failure(
          ServiceFailure.Kind.PASSING,
          "did not answer within " + access.timeout().toMillis() / 1000.0 + " s");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw access.failure(ServiceFailure.Kind.LASTING, "was asked by a thread that was stopped");
    }
  }

  private ServiceFailure failure(Throwable cause) {
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      boolean unknown = Words.hasCause(cause, UnresolvedAddressException.class);
      return access.failure(
          ServiceFailure.Kind.AWAY,
          "cannot be reached: " + (unknown ? "its host is not known" : words(cause)));
    }
    if (cause instanceof SSLException) {
      return Words.hasCause(cause, EOFException.class)
          ? access.failure(ServiceFailure.Kind.AWAY, "cannot be reached: " + words(cause))
          : access.failure(
              ServiceFailure.Kind.LASTING,
              "cannot be reached safely: " + words(cause) + "; " + Trust.ADVICE);
    }
    return cause instanceof IOException
        ? access.failure(ServiceFailure.Kind.PASSING, "broke off its answer: " + words(cause))
        : access.failure(ServiceFailure.Kind.LASTING, "cannot be asked: " + words(cause));
  }

  private String words(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure instanceof ConnectException ? "no connection" : failure.getClass().getName();
    }
    return access.quoted(message);
  }

  private ServiceAnswer checked(HttpResponse<byte[]> response) throws ServiceFailure {
    ServiceAnswer answer =
        new ServiceAnswer(access, name -> response.headers().firstValue(name), response.body());
    int status = response.statusCode();
    if (status / 100 == 2) {
      return answer;
    }
    if (status / 100 == 3) {
      String to = response.headers().firstValue("Location").orElse("elsewhere");
      throw access.failure(
          ServiceFailure.Kind.LASTING,
          "answered " + status + ": it sends to " + access.quoted(to) + ", which is not followed");
    }
    String words = answer.words();
    throw access.failure(
        kind(status, words),
        "answered " + status + (words.isEmpty() ? "" : " (" + words + ")"),
        pause(response));
  }

  private static Optional<Duration> pause(HttpResponse<byte[]> response) {
    return RetryAfter.parse(
        response.headers().firstValue("Retry-After"), response.headers().firstValue("Date"));
  }

  private static ServiceFailure.Kind kind(int status, String words) {
    return switch (status) {
      case 429 -> ServiceFailure.Kind.BUSY;
      case 502, 503 -> ServiceFailure.Kind.AWAY;
      case 413 -> ServiceFailure.Kind.TOO_LARGE;
      case 404, 405, 501 -> ServiceFailure.Kind.ABSENT;
      case 408, 425, 504 -> ServiceFailure.Kind.PASSING;
      case 400, 422 ->
          Words.meanTooLarge(words) ? ServiceFailure.Kind.TOO_LARGE : ServiceFailure.Kind.LASTING;
      default ->
          status >= 500 && status != 505
              ? ServiceFailure.Kind.PASSING
              : ServiceFailure.Kind.LASTING;
    };
  }
}
