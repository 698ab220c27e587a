package io.boogeyman.guard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.Server;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.victim.service.call.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Alert ALERT =
      new Alert(
          Instant.parse("2026-11-26T12:00:00Z"),
          Alert.Severity.CRITICAL,
          "extraction suspected",
          Optional.of(new ClientName("key:acme")),
          4_000,
          Map.of("prada", 0.87),
          "label only",
          "7",
          "signs-3");

  @TempDir private Path folder;

  @Test
  void a_file_gets_a_line_of_json_with_everything() throws IOException {
    Path file = folder.resolve("alerts.jsonl");
    AlertFile sink = new AlertFile(file);
    sink.send(ALERT);
    sink.send(ALERT);
    sink.close();
    assertThat(sink.lost()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(2);
    assertThat(JSON.readTree(Files.readAllLines(file).get(0)))
        .isEqualTo(
            JSON.readTree(
                """
                {"at": "2026-11-26T12:00:00Z", "severity": "critical",
                 "text": "CRITICAL extraction suspected: key:acme, 4000 images; label only (policy 7, model signs-3)",
                 "what": "extraction suspected", "client": "key:acme", "images": 4000,
                 "statistics": {"prada": 0.87}, "action": "label only", "policy": "7",
                 "model": "signs-3"}
                """));
  }

  @Test
  void what_a_disk_does_not_take_is_counted() {
    AlertFile sink = new AlertFile(folder.resolve("missing").resolve("alerts.jsonl"));
    sink.send(ALERT);
    sink.close();
    assertThat(sink.lost()).isEqualTo(1);
  }

  @Test
  void a_log_gets_one_line_whatever_names_hold() {
    List<String> lines = new ArrayList<>();
    new AlertLines(lines::add)
        .send(
            new Alert(
                Instant.EPOCH,
                Alert.Severity.WARNING,
                "two\nlines",
                Optional.empty(),
                0,
                Map.of(),
                "nothing",
                "1",
                "m"));
    assertThat(lines).containsExactly("WARNING two?lines; nothing (policy 1, model m)");
  }

  /** Answers with the statuses in turn, the last one from then on. */
  private static final class Hook implements AutoCloseable {
    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> headers = new LinkedBlockingQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Server server;

    Hook(HttpStatus... statuses) {
      server =
          Server.builder()
              .http(0)
              .service(
                  "/hook/token",
                  (context, request) ->
                      HttpResponse.of(
                          request
                              .aggregate()
                              .thenApply(
                                  whole -> {
                                    headers.add(whole.headers().get("x-secret", ""));
                                    bodies.add(whole.contentUtf8());
                                    int number = requests.getAndIncrement();
                                    return HttpResponse.of(
                                        statuses[Math.min(number, statuses.length - 1)]);
                                  })))
              .build();
      server.start().join();
    }

    AlertWebhook webhook() {
      Map<String, String> environment = Map.of("TOKEN", "token", "SECRET", "s3cret");
      return new AlertWebhook(
          new WebhookSettings(
              "http://127.0.0.1:" + server.activeLocalPort() + "/hook/${TOKEN}",
              Map.of("x-secret", "${SECRET}")),
          new Secrets(environment::get),
          Duration.ofMillis(10));
    }

    @Override
    public void close() {
      server.stop().join();
    }
  }

  @Test
  void a_webhook_gets_the_alert_with_secrets_from_the_environment() throws Exception {
    try (Hook hook = new Hook(HttpStatus.NO_CONTENT);
        AlertWebhook webhook = hook.webhook()) {
      webhook.send(ALERT);
      JsonNode body = JSON.readTree(hook.bodies.poll(60, TimeUnit.SECONDS));
      assertThat(body.get("client").asText()).isEqualTo("key:acme");
      assertThat(body.get("text").asText()).contains("extraction suspected");
      assertThat(hook.headers.poll()).isEqualTo("s3cret");
    }
  }

  @Test
  void a_webhook_that_fails_is_tried_again() throws Exception {
    try (Hook hook =
        new Hook(HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.TOO_MANY_REQUESTS, HttpStatus.OK)) {
      AlertWebhook webhook = hook.webhook();
      webhook.send(ALERT);
      for (int i = 0; i < 3; i++) {
        assertThat(hook.bodies.poll(60, TimeUnit.SECONDS)).isNotNull();
      }
      webhook.close();
      assertThat(webhook.lost()).isZero();
    }
  }

  @Test
  void an_alert_that_a_webhook_refuses_is_lost_and_counted() {
    try (Hook hook = new Hook(HttpStatus.FORBIDDEN)) {
      AlertWebhook webhook = hook.webhook();
      webhook.send(ALERT);
      webhook.close();
      assertThat(webhook.lost()).isEqualTo(1);
      assertThat(hook.requests).hasValue(1);
    }
  }

  @Test
  void a_webhook_that_is_away_blocks_nobody() {
    AlertWebhook webhook;
    try (Hook hook = new Hook(HttpStatus.OK)) {
      webhook = hook.webhook();
    }
    long start = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      webhook.send(ALERT);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(webhook.lost()).isGreaterThan(0);
  }

  @Test
  void settings_without_use_are_refused_without_telling_secrets() {
    Secrets secrets = new Secrets(name -> "sec ret");
    assertThatThrownBy(
            () -> new AlertWebhook(new WebhookSettings("http://host/${X}", Map.of()), secrets))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("http://host/${X} is no address");
    assertThatThrownBy(
            () -> new AlertWebhook(new WebhookSettings("ftp://host/", Map.of()), secrets))
        .hasMessage("a webhook's address begins with https:// or http://, unlike ftp://host/");
    assertThatThrownBy(() -> new WebhookSettings(" ", Map.of()))
        .hasMessage("a webhook needs an address");
  }

  @Test
  void headers_are_written_as_they_are_sent() {
    WebhookSettings settings =
        WebhookSettings.of(
            "http://host/", List.of("Authorization: Bearer ${TOKEN}", "X-Team:  model owners "));
    assertThat(settings.headers())
        .isEqualTo(Map.of("Authorization", "Bearer ${TOKEN}", "X-Team", "model owners"));
  }

  @Test
  void what_is_no_header_is_refused_without_its_value() {
    for (String written :
        List.of(
            "Bearer s3cret", "A b: s3cret", ": s3cret", "A:", "A: s3cret\u007f", "A: s3\ncret")) {
      assertThatThrownBy(() -> WebhookSettings.of("http://host/", List.of(written)))
          .hasMessage(
              "a webhook's header is written as 'Name: value', such as 'Authorization: Bearer"
                  + " ${NAME}'");
    }
    assertThatThrownBy(() -> WebhookSettings.of("http://host/", List.of("A: s3cret", "a: other")))
        .hasMessage("the webhook's a is there twice");
    assertThatThrownBy(() -> WebhookSettings.of("http://host/", List.of("Content-Length: 9")))
        .hasMessage("the webhook's Content-Length is not to be chosen");
  }

  @Test
  void all_sinks_are_told() {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    try (AlertSink all =
        AlertSink.all(List.of(new AlertLines(first::add), new AlertLines(second::add)))) {
      all.send(ALERT);
      assertThat(all.lost()).isZero();
    }
    assertThat(first).hasSize(1).isEqualTo(second);
  }
}
