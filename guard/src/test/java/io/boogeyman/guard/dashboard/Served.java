package io.boogeyman.guard.dashboard;

import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;

/** A dashboard on a free port. */
final class Served implements AutoCloseable {
  static final String KEY = "a key for the night shift";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Server server;

  private Served(Server server) {
    this.server = server;
  }

  static Served of(DashboardState state, DashboardFacts facts, Clock clock) {
    Dashboard dashboard = new Dashboard(state, facts, AdminKey.of(KEY), clock);
    Server server = Server.builder().http(0).serviceUnder("/ui", dashboard).build();
    server.start().join();
    return new Served(server);
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.activeLocalPort() + "/ui" + path;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url(path)));
  }

  HttpRequest.Builder withKey(String path) {
    return request(path).header("authorization", "Bearer " + KEY);
  }

  HttpResponse<String> get(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> logIn(String key) throws IOException, InterruptedException {
    return get(
        request("/login")
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("key=" + key.replace(' ', '+'))));
  }

  HttpClient client() {
    return client;
  }

  /** Ends now. */
  void end() {
    server.stop().join();
  }

  /** Ends sometime: the threads of the network take two seconds, and no test is to wait. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
  public void close() {
    server.stop();
  }
}
