package io.boogeyman.guard.dashboard;

import static io.boogeyman.guard.dashboard.Happenings.START;
import static io.boogeyman.guard.dashboard.Happenings.asked;
import static io.boogeyman.guard.dashboard.Happenings.suspicious;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.defend.policy.Standing;
import io.boogeyman.guard.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DashboardTest {
  private static final String HOSTILE = "key:<img src=x onerror=alert(1)>/../%2e\u202egnp";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SettableClock clock = new SettableClock(START);
  private final DashboardState state = new DashboardState(clock);
  private final Served served = Served.of(state, new TinyFacts(), clock);

  @AfterEach
  void close() {
    served.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return served.get(served.withKey(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/state", "/api/events", "/api/clients/key:acme", "/nowhere"})
  void nothing_is_to_be_had_without_the_key(String path) throws Exception {
    state.happened(asked("key:acme", START, 1, Standing.trusted(0)));
    for (HttpRequest.Builder request :
        List.of(
            served.request(path),
            served.request(path).header("authorization", "Bearer wrong"),
            served.request(path).header("authorization", Served.KEY),
            served.request(path).header("cookie", "boogeyman-dashboard=guessed"))) {
      HttpResponse<String> response = served.get(request);
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).doesNotContain("acme", "signs");
    }
  }

  @Test
  void the_page_is_found_without_its_last_slash() throws Exception {
    HttpResponse<String> response = served.get(served.withKey(""));
    assertThat(response.statusCode()).isBetween(301, 308);
    assertThat(response.headers().firstValue("location").orElseThrow()).endsWith("ui/");
  }

  @Test
  void who_logs_in_gets_a_cookie_that_no_script_and_no_other_site_can_use() throws Exception {
    HttpResponse<String> response = served.logIn(Served.KEY);
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("location")).contains("./");
    String cookie = response.headers().firstValue("set-cookie").orElseThrow();
    assertThat(cookie)
        .containsIgnoringCase("httponly")
        .containsIgnoringCase("samesite=strict")
        .containsIgnoringCase("path=/ui/")
        .doesNotContain(Served.KEY);
    assertThat(withCookie(cookie, "/api/state").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> withCookie(String cookie, String path) throws Exception {
    return served.get(served.request(path).header("cookie", cookie.split(";", 2)[0]));
  }

  @Test
  void who_logs_out_is_out_even_with_the_cookie() throws Exception {
    String cookie = served.logIn(Served.KEY).headers().firstValue("set-cookie").orElseThrow();
    served.get(
        served
            .request("/logout")
            .header("cookie", cookie.split(";", 2)[0])
            .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(withCookie(cookie, "/api/state").statusCode()).isEqualTo(401);
  }

  @Test
  void ten_wrong_keys_make_even_the_right_one_wait() throws Exception {
    for (int i = 0; i < 10; i++) {
      HttpResponse<String> wrong = served.logIn("a guess " + i);
      assertThat(wrong.statusCode()).isEqualTo(401);
      assertThat(wrong.body()).contains("data-state=\"wrong\"");
    }
    HttpResponse<String> right = served.logIn(Served.KEY);
    assertThat(right.statusCode()).isEqualTo(429);
    assertThat(right.headers().firstValueAsLong("retry-after").orElseThrow()).isBetween(1L, 61L);
    assertThat(get("/api/state").statusCode()).isEqualTo(429);
    clock.advance(Duration.ofMinutes(1));
    assertThat(served.logIn(Served.KEY).statusCode()).isEqualTo(303);
  }

  @Test
  void a_form_that_is_too_long_is_not_read() throws Exception {
    assertThat(served.logIn("x".repeat(100_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void nothing_is_changed_through_it() throws Exception {
    for (String method : List.of("POST", "PUT", "DELETE")) {
      HttpRequest.Builder request = served.withKey("/api/state");
      assertThat(
              served
                  .get(request.method(method, HttpRequest.BodyPublishers.ofString("{}")))
                  .statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void a_browser_runs_only_the_pages_own_script_and_loads_nothing_from_elsewhere()
      throws Exception {
    for (HttpResponse<String> response : List.of(get("/"), served.get(served.request("/")))) {
      String policy = response.headers().firstValue("content-security-policy").orElseThrow();
      assertThat(policy)
          .startsWith("default-src 'none'")
          .contains("frame-ancestors 'none'", "base-uri 'none'")
          .doesNotContain("unsafe", "*", "http");
      assertThat(policy).contains(digest(response.body(), "script"));
      assertThat(policy).contains(digest(response.body(), "style"));
      assertThat(response.body())
          .doesNotContain("http://www.w3.org/1999", "src=\"", "@import", "{{", "style=\"")
          .doesNotContainPattern(" on[a-z]+=");
      assertThat(response.headers().firstValue("cache-control")).contains("no-store");
      assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
    }
  }

  private static String digest(String page, String tag) {
    Matcher matcher =
        Pattern.compile("<" + tag + ">(.*?)</" + tag + ">", Pattern.DOTALL).matcher(page);
    assertThat(matcher.find()).isTrue();
    return "sha256-" + Base64.getEncoder().encodeToString(AdminKey.digest(matcher.group(1)));
  }

  @Test
  void the_state_is_told_as_json() throws Exception {
    state.happened(asked("key:acme", START, 5, suspicious(1, "watched", 0.6)));
    HttpResponse<String> response = get("/api/state");
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/json");
    JsonNode told = JSON.readTree(response.body());
    assertThat(told.at("/model/name").asText()).isEqualTo("signs");
    assertThat(told.at("/health/state").asText()).isEqualTo("healthy");
    assertThat(told.at("/clients/0/name").asText()).isEqualTo("key:acme");
    assertThat(told.at("/clients/0/budget/used").asLong()).isEqualTo(250);
    assertThat(told.at("/figures/suspects").asLong()).isEqualTo(1);
  }

  @Test
  void a_client_is_told_in_full_whatever_it_is_called() throws Exception {
    state.happened(asked(HOSTILE, START, 5, suspicious(1, "watched", 0.6)));
    byte[] name = HOSTILE.getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> response =
        get("/api/clients?base64=" + Base64.getUrlEncoder().withoutPadding().encodeToString(name));
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode told = JSON.readTree(response.body());
    assertThat(told.at("/row/name").asText()).isEqualTo(HOSTILE);
    assertThat(told.at("/history/detectors")).hasSize(2);
    assertThat(response.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/json");
  }

  @Test
  void a_client_has_a_path() throws Exception {
    String name = "jwt:a b";
    state.happened(asked(name, START, 5, Standing.trusted(0.6)));
    HttpResponse<String> response = get("/api/clients/jwt:a%20b");
    assertThat(JSON.readTree(response.body()).at("/row/name").asText()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"key:nobody", "", "%20", "a%2Fb"})
  void a_client_who_is_not_remembered_is_not_found(String name) throws Exception {
    assertThat(get("/api/clients/" + name).statusCode()).isEqualTo(404);
  }

  @Test
  void who_listens_is_told_all_and_then_what_changes() throws Exception {
    state.happened(asked("key:ann", START, 1, Standing.trusted(0.1)));
    try (Listener listener = new Listener()) {
      Event all = listener.next("state");
      assertThat(all.data().at("/clients/0/name").asText()).isEqualTo("key:ann");
      state.happened(asked("key:thief", START, 1, suspicious(1, "watched", 0.7)));
      Event change = listener.next("change", "rows");
      assertThat(change.data().at("/rows/0/name").asText()).isEqualTo("key:thief");
      assertThat(change.data().get("order")).hasSize(2);
      assertThat(change.data().has("model")).isFalse();
      assertThat(change.text().length()).isLessThan(all.text().length() / 2);
    }
  }

  @Test
  void a_change_is_a_beat_even_when_nothing_happens() throws Exception {
    try (Listener listener = new Listener()) {
      listener.next("state");
      assertThat(listener.next("change").text().length()).isLessThan(100);
    }
  }

  @Test
  void no_more_than_32_listen_and_a_seat_that_is_left_is_free_again() throws Exception {
    List<Listener> listeners = new ArrayList<>();
    for (int i = 0; i < Feed.SEATS; i++) {
      listeners.add(new Listener());
    }
    assertThat(get("/api/events").statusCode()).isEqualTo(503);
    assertThat(get("/api/state").statusCode()).isEqualTo(200);
    for (Listener listener : listeners) {
      listener.close();
    }
    int status = 503;
    for (int tries = 0; tries < 40 && status == 503; tries++) {
      Thread.sleep(250);
      try (Listener again = new Listener()) {
        status = again.status();
      }
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void a_server_that_stops_does_not_wait_for_those_who_listen() throws Exception {
    try (Listener listener = new Listener()) {
      listener.next("state");
      long begin = System.nanoTime();
      served.end();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }
  }

  /** What was told, and as which event. */
  private record Event(String name, String text, JsonNode data) {}

  /** Somebody who listens. */
  private final class Listener implements AutoCloseable {
    private final HttpResponse<InputStream> response;

    Listener() throws IOException, InterruptedException {
      response =
          served
              .client()
              .send(
                  served.withKey("/api/events").build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    int status() {
      return response.statusCode();
    }

    /** The next event of a name that has these parts. */
    Event next(String name, String... parts) throws IOException {
      while (true) {
        Event event = next();
        if (event.name().equals(name) && List.of(parts).stream().allMatch(event.data()::has)) {
          return event;
        }
      }
    }

    private Event next() throws IOException {
      StringBuilder text = new StringBuilder();
      while (!text.toString().endsWith("\n\n")) {
        int read = response.body().read();
        assertThat(read).isNotNegative();
        text.append((char) read);
      }
      String[] lines = text.toString().strip().split("\n", 2);
      String data = lines[1].substring("data: ".length());
      return new Event(lines[0].substring("event: ".length()), data, JSON.readTree(data));
    }

    @Override
    public void close() throws IOException {
      response.body().close();
    }
  }
}
