package io.boogeyman.guard.dashboard;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerListener;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.boogeyman.defend.policy.ClientName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The dashboard as a service, to be put under a path of its own: {@code server.serviceUnder("/ui",
 * dashboard)}. Nothing of it is to be had without its key, but for the page that asks for it.
 *
 * <ul>
 *   <li>{@code /}: the page, or the one that asks for the key
 *   <li>{@code /login}, {@code /logout}: by {@code POST}
 *   <li>{@code /api/state}: all that the page shows, as JSON
 *   <li>{@code /api/events}: the same and what changes, as Server-Sent Events
 *   <li>{@code /api/clients/NAME}, or {@code /api/clients?name=NAME} or {@code ?base64=…}
 *       (URL-safe, of UTF-8) for names that can stand in no path: all that is remembered of a
 *       client, as JSON
 * </ul>
 *
 * It ends its streams when the server stops, so that nothing waits for them.
 */
public final class Dashboard implements HttpService, AutoCloseable {
  private static final int SHOWN = 200;
  private static final int LONGEST_FORM = 4096;
  private static final String CLIENTS = "/api/clients";
  private static final String NO_SCRIPTS = "default-src 'none'; frame-ancestors 'none'";

  private final DashboardState state;
  private final DashboardFacts facts;
  private final Entrance entrance;
  private final Feed feed;
  private final Json json = new Json();
  private final Page page = Page.of("dashboard");
  private final Page login = Page.of("login");

  /**
   * @param state what happened
   * @param facts what is known beside it
   * @param key opens it
   * @param clock of sessions and of tries to guess the key
   */
  public Dashboard(DashboardState state, DashboardFacts facts, AdminKey key, Clock clock) {
    this.state = state;
    this.facts = facts;
    this.entrance = new Entrance(key, clock);
    this.feed = new Feed(this::overview, json, Duration.ofSeconds(1));
  }

  private Overview overview() {
    return state.overview(facts, SHOWN);
  }

  @Override
  public void serviceAdded(ServiceConfig config) {
    config
        .server()
        .addListener(ServerListener.builder().whenStopping((Server server) -> close()).build());
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String path = context.mappedPath();
    if (request.method() == HttpMethod.POST && path.equals("/login")) {
      return logIn(context, request);
    }
    if (request.method() == HttpMethod.POST && path.equals("/logout")) {
      return away(entrance.dismiss(context));
    }
    if (!Entrance.reads(request.method())) {
      return text(HttpStatus.METHOD_NOT_ALLOWED, "the dashboard is only looked at: GET");
    }
    return switch (entrance.judge(context, request.headers())) {
      case OPEN -> look(context, path);
      case WAIT -> patience(context);
      case SHUT -> shut(path);
    };
  }

  private HttpResponse logIn(ServiceRequestContext context, HttpRequest request) {
    context.setMaxRequestLength(LONGEST_FORM);
    return HttpResponse.of(
        request
            .aggregate()
            .thenApply(
                body -> {
                  String key = QueryParams.fromQueryString(body.contentUtf8()).get("key", "");
                  return switch (entrance.judge(context, key.strip())) {
                    case OPEN -> away(entrance.admit(context));
                    case WAIT -> patience(context);
                    case SHUT -> page(HttpStatus.UNAUTHORIZED, login, "wrong");
                  };
                }));
  }

  private static HttpResponse away(Cookie cookie) {
    return HttpResponse.of(
        headers(HttpStatus.SEE_OTHER, MediaType.PLAIN_TEXT_UTF_8, NO_SCRIPTS)
            .set(HttpHeaderNames.LOCATION, "./")
            .cookies(cookie)
            .build());
  }

  private HttpResponse patience(ServiceRequestContext context) {
    long seconds = entrance.wait(context).map(Duration::toSeconds).orElse(0L) + 1;
    return HttpResponse.of(
        headers(HttpStatus.TOO_MANY_REQUESTS, MediaType.PLAIN_TEXT_UTF_8, NO_SCRIPTS)
            .set(HttpHeaderNames.RETRY_AFTER, String.valueOf(seconds))
            .build(),
        HttpData.ofUtf8("too many wrong keys from your address: wait " + seconds + " s\n"));
  }

  private HttpResponse shut(String path) {
    return path.equals("/")
        ? page(HttpStatus.UNAUTHORIZED, login, "")
        : text(HttpStatus.UNAUTHORIZED, "the dashboard's key is needed: Authorization: Bearer KEY");
  }

  private HttpResponse look(ServiceRequestContext context, String path) {
    if (path.startsWith(CLIENTS + "/")) {
      String name = context.decodedMappedPath().substring(CLIENTS.length() + 1);
      return computed(context, () -> client(name));
    }
    return switch (path) {
      case "/" -> page(HttpStatus.OK, page, "");
      case "/api/state" ->
          computed(context, () -> json(HttpStatus.OK, json.text(json.tree(overview()))));
      case "/api/events" -> events(context);
      case CLIENTS -> {
        String name = named(context.queryParams());
        yield computed(context, () -> client(name));
      }
      default -> text(HttpStatus.NOT_FOUND, "there is nothing here");
    };
  }

  /**
   * A name as it is, or as Base64 of its UTF-8: a server takes no {@code /../}, even written so.
   */
  private static String named(QueryParams query) {
    String encoded = query.get("base64", "");
    try {
      return encoded.isEmpty()
          ? query.get("name", "")
          : new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Not by the threads of the connections, which others wait for. */
  private static HttpResponse computed(
      ServiceRequestContext context, Supplier<HttpResponse> response) {
    return HttpResponse.of(CompletableFuture.supplyAsync(response, context.blockingTaskExecutor()));
  }

  private HttpResponse client(String name) {
    return named(name)
        .flatMap(client -> state.client(client, facts))
        .map(detail -> json(HttpStatus.OK, json.text(json.tree(detail))))
        .orElseGet(() -> text(HttpStatus.NOT_FOUND, "this client is not remembered"));
  }

  private static Optional<ClientName> named(String name) {
    try {
      return Optional.of(new ClientName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private HttpResponse events(ServiceRequestContext context) {
    context.clearRequestTimeout();
    return feed.seat(headers(HttpStatus.OK, MediaType.EVENT_STREAM, NO_SCRIPTS).build())
        .orElseGet(
            () ->
                text(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    Feed.SEATS + " look already; /api/state tells the same when it is asked"));
  }

  /** A page; {@code state} is what its first line says. */
  private static HttpResponse page(HttpStatus status, Page page, String state) {
    return HttpResponse.of(
        headers(status, MediaType.HTML_UTF_8, page.policy()).build(),
        HttpData.ofUtf8(page.html().replace("{{state}}", state)));
  }

  private static HttpResponse json(HttpStatus status, String text) {
    return HttpResponse.of(
        headers(status, MediaType.JSON_UTF_8, NO_SCRIPTS).build(), HttpData.ofUtf8(text));
  }

  private static HttpResponse text(HttpStatus status, String text) {
    return HttpResponse.of(
        headers(status, MediaType.PLAIN_TEXT_UTF_8, NO_SCRIPTS).build(),
        HttpData.ofUtf8(text + "\n"));
  }

  private static ResponseHeadersBuilder headers(HttpStatus status, MediaType type, String policy) {
    return ResponseHeaders.builder(status)
        .contentType(type)
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, policy)
        .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
        .set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY")
        .set(HttpHeaderNames.REFERRER_POLICY, "no-referrer")
        .set(HttpHeaderNames.CROSS_ORIGIN_OPENER_POLICY, "same-origin")
        .set(HttpHeaderNames.CROSS_ORIGIN_RESOURCE_POLICY, "same-origin");
  }

  /** Ends its streams and its thread. */
  @Override
  public void close() {
    feed.close();
  }
}
