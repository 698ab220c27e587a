package io.boogeyman.guard.gateway;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.boogeyman.guard.dashboard.Dashboard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Where a gateway's owner looks at it, apart from where clients ask: figures, and the dashboard.
 */
record OwnerServer(Server server) {

  /**
   * Starts it.
   *
   * @param metrics as Prometheus reads them
   * @param dashboard if anybody has its key
   * @throws IOException if it cannot listen there
   */
  static OwnerServer start(
      InetSocketAddress address, Supplier<String> metrics, Optional<Dashboard> dashboard)
      throws IOException {
    ServerBuilder builder =
        Server.builder()
            .http(address)
            .meterRegistry(new SimpleMeterRegistry()) // the clients' server has the usual one
            .service(
                "/metrics",
                (context, request) ->
                    HttpResponse.of(
                        CompletableFuture.supplyAsync(
                            () -> text(metrics.get()), context.blockingTaskExecutor())));
    dashboard.ifPresent(pages -> builder.serviceUnder("/ui", pages));
    try {
      Server built = builder.build();
      built.start().join();
      return new OwnerServer(built);
    } catch (CompletionException e) {
      throw new IOException(
          "cannot listen at " + address + " for its owner: " + e.getCause().getMessage(), e);
    }
  }

  private static HttpResponse text(String content) {
    return HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, content);
  }

  int port() {
    return server.activeLocalPort();
  }

  CompletableFuture<Void> stop() {
    return server.stop();
  }
}
