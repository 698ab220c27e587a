package io.boogeyman.guard.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.retry.Backoff;
import com.linecorp.armeria.client.retry.RetryRule;
import com.linecorp.armeria.client.retry.RetryingClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.HttpStatusClass;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import io.boogeyman.victim.service.call.Secrets;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Alerts posted as JSON, with a field {@code text} for those who show only that. Tried again with
 * growing pauses, for two minutes; nobody waits for it. What is refused, and what comes while too
 * many are under way, is lost here and counted; the audit log has it too.
 */
public final class AlertWebhook implements AlertSink {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNDER_WAY = 256;
  private static final int ATTEMPTS = 8;
  private static final int CLOSING_SECONDS = 5;

  private final WebClient client;
  private final RequestHeaders headers;
  private final Semaphore room = new Semaphore(UNDER_WAY);
  private final AtomicLong lost = new AtomicLong();

  /**
   * @param secrets the environment
   * @throws IllegalArgumentException if the address is none, or a variable is missing
   */
  public AlertWebhook(WebhookSettings settings, Secrets secrets) {
    this(settings, secrets, Duration.ofMillis(500));
  }

  AlertWebhook(WebhookSettings settings, Secrets secrets, Duration firstPause) {
    URI address = address(settings, secrets);
    this.headers = headers(settings, address, secrets);
    this.client = client(address, firstPause);
  }

  private static URI address(WebhookSettings settings, Secrets secrets) {
    String text = secrets.reveal(settings.address(), "the webhook's address");
    URI address;
    try {
      address = URI.create(text);
    } catch (IllegalArgumentException e) { // whose message may hold a secret
      throw new IllegalArgumentException(settings.address() + " is no address");
    }
    boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    if (!web || address.getRawAuthority() == null) {
      throw new IllegalArgumentException(
          "a webhook's address begins with https:// or http://, unlike " + settings.address());
    }
    return address;
  }

  private static RequestHeaders headers(WebhookSettings settings, URI address, Secrets secrets) {
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    RequestHeadersBuilder headers =
        RequestHeaders.builder(HttpMethod.POST, path + query).contentType(MediaType.JSON_UTF_8);
    settings
        .headers()
        .forEach(
            (name, value) -> headers.set(name, secrets.reveal(value, "the webhook's " + name)));
    return headers.build();
  }

  private static WebClient client(URI address, Duration firstPause) {
    Backoff backoff =
        Backoff.exponential(firstPause.toMillis(), 60_000)
            .withJitter(0.3)
            .withMaxAttempts(ATTEMPTS);
    RetryRule again =
        RetryRule.builder()
            .onStatus(HttpStatus.TOO_MANY_REQUESTS, HttpStatus.REQUEST_TIMEOUT)
            .onStatusClass(HttpStatusClass.SERVER_ERROR)
            .onException()
            .thenBackoff(backoff);
    return WebClient.builder(address.getScheme() + "://" + address.getRawAuthority())
        .factory(ClientFactory.ofDefault())
        .maxResponseLength(1 << 20)
        .responseTimeout(Duration.ofMinutes(2))
        .decorator(
            RetryingClient.builder(again)
                .maxTotalAttempts(ATTEMPTS)
                .responseTimeoutForEachAttempt(Duration.ofSeconds(10))
                .newDecorator())
        .build();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // done is told of every end
  public void send(Alert alert) {
    if (!room.tryAcquire()) {
      lost.incrementAndGet();
      return;
    }
    client.execute(headers, body(alert)).aggregate().whenComplete(this::done);
  }

  private static byte[] body(Alert alert) {
    try {
      return JSON.writeValueAsBytes(alert.fields());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are JSON", e);
    }
  }

  /** Either of them is null. */
  private void done(AggregatedHttpResponse response, Throwable failure) {
    if (failure != null || !response.status().isSuccess()) {
      lost.incrementAndGet();
    }
    room.release(); // last: whoever has waited for it sees what was lost
  }

  @Override
  public long lost() {
    return lost.get();
  }

  /** Waits some seconds for those under way. */
  @Override
  public void close() {
    try {
      if (room.tryAcquire(UNDER_WAY, CLOSING_SECONDS, TimeUnit.SECONDS)) {
        room.release(UNDER_WAY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
