package io.boogeyman.guard.server;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.grpc.Status;
import java.time.Duration;

/** Tells a listener of every request that was answered or refused, whatever its protocol. */
final class Traffic implements DecoratingHttpServiceFunction {
  /** What is no request for answers. */
  static final String OTHER = "other";

  private final TrafficListener listener;

  Traffic(TrafficListener listener) {
    this.listener = listener;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a log always ends well
  public HttpResponse serve(
      HttpService delegate, ServiceRequestContext context, HttpRequest request) throws Exception {
    context
        .log()
        .whenComplete()
        .thenAccept(
            log ->
                listener.answered(
                    protocol(context), status(log), Duration.ofNanos(log.totalDurationNanos())));
    return delegate.serve(context, request);
  }

  /** In which protocol a request is. */
  static String protocol(ServiceRequestContext context) {
    HttpService service = context.config().service();
    AskService asked = service.as(AskService.class);
    if (asked != null) {
      return asked.name();
    }
    return service.as(GrpcService.class) == null ? OTHER : GrpcAsking.NAME;
  }

  /** Of HTTP; what it would be where gRPC has its own, which stands in a trailer. */
  static int status(RequestLog log) {
    String code =
        log.responseTrailers().get("grpc-status", log.responseHeaders().get("grpc-status", ""));
    return code.matches("\\d{1,2}")
        ? status(Status.fromCodeValue(Integer.parseInt(code)).getCode())
        : log.responseHeaders().status().code();
  }

  private static int status(Status.Code code) {
    return switch (code) {
      case OK -> 200;
      case INVALID_ARGUMENT, OUT_OF_RANGE, FAILED_PRECONDITION -> 400;
      case UNAUTHENTICATED -> 401;
      case PERMISSION_DENIED -> 403;
      case NOT_FOUND, UNIMPLEMENTED -> 404;
      case DEADLINE_EXCEEDED, CANCELLED -> 408;
      case RESOURCE_EXHAUSTED -> 429;
      case UNAVAILABLE -> 503;
      default -> 500;
    };
  }
}
