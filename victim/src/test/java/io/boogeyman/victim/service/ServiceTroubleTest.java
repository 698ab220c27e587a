package io.boogeyman.victim.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.victim.Notice;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may go wrong with a service, and what becomes of it. */
class ServiceTroubleTest {
  private static final ImageBatch IMAGES = TinyModel.images(8);

  private final List<Notice> notices = Collections.synchronizedList(new ArrayList<>());
  private TinyServer server;

  @BeforeEach
  void start() {
    server = TinyServer.start().withoutBinary();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void two_failures_are_survived() throws IOException {
    server.trouble(HttpStatus.INTERNAL_SERVER_ERROR, "application/json", "{\"error\": \"oops\"}");
    server.trouble(HttpStatus.BAD_GATEWAY, "text/html", "<html>Bad Gateway</html>");
    assertAnswered();
    assertThat(server.requests()).isEqualTo(3);
    assertThat(notices)
        .extracting(Notice::text)
        .anyMatch(text -> text.contains("answered 500 (oops); asking again in"))
        .anyMatch(text -> text.contains("answered 502 (a web page)"));
  }

  @Test
  void answers_before_one_that_can_be_none_are_kept() throws IOException {
    server.trouble(HttpStatus.OK, "application/json", withoutSixth());
    List<Answer> kept = new ArrayList<>();
    try (Victim victim = open(Map.of())) {
      assertThatThrownBy(() -> victim.api().ask(IMAGES, (from, answers) -> kept.addAll(answers)))
          .isInstanceOf(PredictionException.class)
          .hasMessageContaining("are these logits?");
    }
    assertThat(kept).isEqualTo(TinyModel.answers(IMAGES).subList(0, 5));
  }

  private static String withoutSixth() {
    StringJoiner values = new StringJoiner(",");
    for (int i = 0; i < IMAGES.count(); i++) {
      Answer.Vector answer = (Answer.Vector) TinyModel.answers(IMAGES).get(i);
      for (float probability : answer.toArray()) {
        values.add(i == 5 ? "7" : Float.toString(probability));
      }
    }
    return "{\"outputs\": [{\"name\": \"probs\", \"datatype\": \"FP32\", \"shape\": [8, 5], \"data\":"
        + " [%s]}]}".formatted(values);
  }

  @Test
  void rate_limit_is_honoured() throws IOException {
    server.trouble(
        request ->
            HttpResponse.of(
                ResponseHeaders.of(
                    HttpStatus.TOO_MANY_REQUESTS, "content-type", "text/plain", "retry-after", "1"),
                HttpData.ofUtf8("slow down")));
    long start = System.nanoTime();
    assertAnswered();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(notices).singleElement().matches(Notice::rateLimit);
  }

  @Test
  void rate_limit_beyond_patience_is_told_at_once() throws IOException {
    server.trouble(
        request ->
            HttpResponse.of(
                ResponseHeaders.of(HttpStatus.TOO_MANY_REQUESTS, "retry-after", "7200"),
                HttpData.empty()));
    assertRefused("answered 429; it wants to be left alone for 120 min");
  }

  @Test
  void answer_that_does_not_come_is_asked_again() throws IOException {
    server.trouble(request -> HttpResponse.of(new CompletableFuture<>()));
    try (Victim victim = open(Map.of("service.timeout", "700ms"))) {
      assertThat(victim.api().ask(IMAGES)).isEqualTo(TinyModel.answers(IMAGES));
    }
    assertThat(notices)
        .extracting(Notice::text)
        .anyMatch(text -> text.contains("did not answer within 0.7 s"));
  }

  @Test
  void body_that_stops_coming_is_not_waited_for_without_end() throws IOException {
    server.trouble(
        request -> {
          HttpResponseWriter half = HttpResponse.streaming();
          half.write(ResponseHeaders.of(HttpStatus.OK, "content-type", "application/json"));
          half.write(HttpData.ofUtf8("{\"outputs\": ["));
          return half;
        });
    try (Victim victim = open(Map.of("service.timeout", "700ms"))) {
      assertThat(victim.api().ask(IMAGES)).isEqualTo(TinyModel.answers(IMAGES));
    }
  }

  @Test
  void answer_cut_in_half_is_asked_again() throws IOException {
    server.trouble(HttpStatus.OK, "application/json", "{\"outputs\": [{\"name\": \"probs\", \"da");
    assertAnswered();
    assertThat(notices)
        .extracting(Notice::text)
        .anyMatch(text -> text.contains("answered no JSON, or half of it: {\"outputs\""));
  }

  @Test
  void connection_closed_in_the_middle_of_an_answer_is_told_in_one_line() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      Thread thread = new Thread(() -> answerHalf(socket));
      thread.setDaemon(true);
      thread.start();
      Map<String, String> options =
          new LinkedHashMap<>(
              Map.of(
                  "protocol",
                  "json",
                  "input.size",
                  "6x4",
                  "classes",
                  "5",
                  "json",
                  "{image: body, scores: /scores}"));
      options.put("service.attempts", "2");
      try (Victim victim = open("http://127.0.0.1:" + socket.getLocalPort() + "/x", options)) {
        assertThatThrownBy(() -> victim.api().ask(TinyModel.images(1)))
            .isInstanceOf(PredictionException.class)
            .message()
            .contains("broke off its answer")
            .contains("tried 2 times")
            .doesNotContain("\n");
      }
    }
  }

  private static void answerHalf(ServerSocket socket) {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        InputStream in = client.getInputStream();
        byte[] seen = new byte[10_000];
        int read = in.read(seen);
        OutputStream out = client.getOutputStream();
        out.write(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"scores\": [0."
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        assertThat(read).isPositive();
      } catch (IOException e) {
        return; // closed by the test
      }
    }
  }

  @Test
  void web_page_is_no_answer() throws IOException {
    server.trouble(
        HttpStatus.OK, "text/html; charset=utf-8", "<!DOCTYPE html><html>Sign in</html>");
    assertRefused("answered a web page, not JSON; is the address right, and does it want a login?");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void redirect_is_not_followed() throws IOException {
    server.trouble(
        request ->
            HttpResponse.of(
                ResponseHeaders.of(HttpStatus.FOUND, "location", "https://login.example/")));
    assertRefused("answered 302: it sends to https://login.example/, which is not followed");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404})
  void mistake_of_ours_is_not_repeated(int status) throws IOException {
    server.trouble(HttpStatus.valueOf(status), "application/json", "{\"error\": \"no\\nway\"}");
    assertRefused("answered " + status + " (no way)");
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void long_words_are_cut() throws IOException {
    server.trouble(HttpStatus.BAD_REQUEST, "text/plain", "x".repeat(100_000));
    assertThatThrownBy(() -> ask(Map.of())).message().hasSizeLessThan(300);
  }

  @Test
  void too_few_answers_are_refused() throws IOException {
    server.trouble(
        HttpStatus.OK,
        "application/json",
        "{\"outputs\": [{\"name\": \"probs\", \"datatype\": \"FP32\", \"shape\": [1, 5],"
            + " \"data\": [0.2, 0.2, 0.2, 0.2, 0.2]}]}");
    assertRefused("gave 5 values for 8 images of 5 classes; 40 are due");
  }

  @Test
  void what_is_no_number_is_refused() throws IOException {
    server.trouble(
        HttpStatus.OK,
        "application/json",
        "{\"outputs\": [{\"name\": \"probs\", \"datatype\": \"FP32\", \"shape\": [8, 5],"
            + " \"data\": ["
            + "NaN,".repeat(39)
            + "NaN]}]}");
    assertRefused("gave what cannot be an answer: class 0 has probability NaN");
  }

  @Test
  void other_output_than_the_wanted_one_is_refused() throws IOException {
    server.trouble(HttpStatus.OK, "application/json", "{\"outputs\": []}");
    assertRefused("answered no output 'probs'; output.name names the one to take");
  }

  @Test
  void requests_become_smaller_where_they_are_too_large() throws IOException {
    server.taking(3);
    try (Victim victim = open(Map.of())) {
      assertThat(victim.api().ask(IMAGES)).isEqualTo(TinyModel.answers(IMAGES));
      int requests = server.requests();
      assertThat(victim.api().ask(IMAGES)).hasSize(8);
      assertThat(server.requests() - requests).isEqualTo(4); // two at a time from the start
    }
    assertThat(server.images()).isEqualTo(16);
  }

  @Test
  void requests_become_smaller_over_grpc_too() throws IOException {
    server.taking(3);
    try (Victim victim = open(server.grpc(), Map.of())) {
      assertThat(victim.api().ask(IMAGES)).isEqualTo(TinyModel.answers(IMAGES));
    }
  }

  @Test
  void no_more_requests_are_under_way_than_allowed() throws IOException {
    server.slow(50);
    try (Victim victim = open(Map.of("service.batch", "1", "service.concurrency", "2"))) {
      assertThat(victim.api().ask(IMAGES)).isEqualTo(TinyModel.answers(IMAGES));
    }
    assertThat(server.mostUnderWay()).isEqualTo(2);
  }

  @Test
  void what_is_answered_is_handed_out_before_a_failure_is_told() throws IOException {
    server.slow(30);
    server.trouble(HttpStatus.FORBIDDEN, "text/plain", "quota used up");
    Map<Integer, Answer> kept = new LinkedHashMap<>();
    try (Victim victim = open(Map.of("service.batch", "1", "service.concurrency", "4"))) {
      assertThatThrownBy(
              () ->
                  victim
                      .api()
                      .ask(IMAGES, (from, answers) -> answers.forEach(one -> kept.put(from, one))))
          .isInstanceOf(PredictionException.class)
          .hasMessageContaining("answered 403 (quota used up)");
    }
    List<Answer> due = TinyModel.answers(IMAGES);
    assertThat(kept).hasSize(server.images()).isNotEmpty();
    kept.forEach((at, answer) -> assertThat(answer).isEqualTo(due.get(at)));
  }

  @Test
  void answers_that_cannot_be_recorded_stop_the_asking() throws IOException {
    try (Victim victim = open(Map.of("service.batch", "1", "service.concurrency", "2"))) {
      assertThatThrownBy(
              () ->
                  victim
                      .api()
                      .ask(
                          IMAGES,
                          (from, answers) -> {
                            throw new IllegalStateException("the disk is full");
                          }))
          .hasMessage("the disk is full");
    }
    assertThat(server.requests()).isLessThanOrEqualTo(2);
  }

  @Test
  @Tag("slow")
  void victim_that_goes_and_comes_back_is_waited_for() throws Exception {
    try (Victim victim = open(Map.of())) {
      int port = server.port();
      server.end();
      CompletableFuture<List<Answer>> asked =
          CompletableFuture.supplyAsync(() -> victim.api().ask(IMAGES));
      Thread.sleep(1500);
      assertThat(asked).isNotDone();
      server = TinyServer.start(port).withoutBinary();
      assertThat(asked.get()).isEqualTo(TinyModel.answers(IMAGES));
    }
    assertThat(notices)
        .extracting(Notice::text)
        .anyMatch(text -> text.contains("cannot be reached"));
  }

  @Test
  @Tag("slow")
  void victim_that_goes_and_comes_back_is_waited_for_over_grpc() throws Exception {
    try (Victim victim = open(server.grpc(), Map.of())) {
      int port = server.port();
      server.end();
      CompletableFuture<List<Answer>> asked =
          CompletableFuture.supplyAsync(() -> victim.api().ask(IMAGES));
      Thread.sleep(1500);
      assertThat(asked).isNotDone();
      server = TinyServer.start(port);
      assertThat(asked.get()).isEqualTo(TinyModel.answers(IMAGES));
    }
  }

  private void assertAnswered() throws IOException {
    assertThat(ask(Map.of())).isEqualTo(TinyModel.answers(IMAGES));
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> ask(Map.of()))
        .isInstanceOf(PredictionException.class)
        .message()
        .contains(message)
        .doesNotContain("\n");
  }

  private List<Answer> ask(Map<String, String> options) throws IOException {
    try (Victim victim = open(options)) {
      return victim.api().ask(IMAGES);
    }
  }

  private Victim open(Map<String, String> options) throws IOException {
    return open(server.http("/v2/models/tiny"), options);
  }

  private Victim open(String address, Map<String, String> options) throws IOException {
    return Services.open(
        new DescriptionReader().read(address, options),
        Map.<String, String>of()::get,
        notices::add);
  }
}
