package io.boogeyman.guard.server;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.boogeyman.guard.protocol.OpenInferenceMetadata;
import io.boogeyman.guard.protocol.RequestException;
import io.boogeyman.guard.protocol.ServedModel;
import io.boogeyman.guard.protocol.TensorFlowMetadata;
import java.util.Optional;

/**
 * What is told without asking the model: health and readiness to everybody, what a request must
 * look like to clients.
 */
final class MetadataRoutes {
  private final Reception reception;
  private final Readiness readiness;

  MetadataRoutes(Reception reception, Readiness readiness) {
    this.reception = reception;
    this.readiness = readiness;
  }

  void addTo(ServerBuilder server) {
    add(server, "/v2", (context, request) -> ok(OpenInferenceMetadata.server(ServerVersion.TEXT)));
    add(
        server,
        "/v2/health/live",
        (context, request) -> ok(OpenInferenceMetadata.state("live", true)));
    add(
        server,
        "/v2/health/ready",
        (context, request) -> ready(OpenInferenceMetadata.state("ready", readiness.isReady())));
    String open = "regex:^/v2/models/" + Routes.MODEL;
    add(
        server,
        open + "/ready$",
        (context, request) ->
            model(
                context, model -> ready(OpenInferenceMetadata.ready(model, readiness.isReady()))));
    add(server, open + "$", forClients(model -> ok(OpenInferenceMetadata.model(model))));
    String flow = "regex:^/v1/models/" + Routes.MODEL;
    add(
        server,
        flow + "$",
        forClients(model -> ok(TensorFlowMetadata.status(model, readiness.isReady()))));
    add(server, flow + "/metadata$", forClients(model -> ok(TensorFlowMetadata.model(model))));
  }

  private static void add(ServerBuilder server, String path, HttpService service) {
    server.service(Route.builder().methods(HttpMethod.GET).path(path).build(), service);
  }

  /** What is said of the model. */
  @FunctionalInterface
  private interface Saying {
    HttpResponse of(ServedModel model);
  }

  private HttpService forClients(Saying saying) {
    return (context, request) ->
        reception.client(context, request.headers()).isPresent()
            ? model(context, saying)
            : Refusal.UNKNOWN_CLIENT.http();
  }

  private HttpResponse model(ServiceRequestContext context, Saying saying) {
    ServedModel model = reception.model();
    try {
      model.require(
          context.pathParam("model"), Optional.ofNullable(context.pathParam("version")).orElse(""));
      return saying.of(model);
    } catch (RequestException e) {
      return Refusal.of(e).http();
    }
  }

  private HttpResponse ready(byte[] json) {
    return response(readiness.isReady() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, json);
  }

  private static HttpResponse ok(byte[] json) {
    return response(HttpStatus.OK, json);
  }

  private static HttpResponse response(HttpStatus status, byte[] json) {
    return HttpResponse.of(status, MediaType.JSON, HttpData.wrap(json));
  }
}
