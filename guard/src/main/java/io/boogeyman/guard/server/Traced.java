package io.boogeyman.guard.server;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.boogeyman.guard.tracing.RequestTraces;

/** Traces requests for answers; health and metadata have no traces. */
record Traced(RequestTraces traces) implements DecoratingHttpServiceFunction {

  private static final String ASKING = "/ModelInfer";

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a log always ends well
  public HttpResponse serve(
      HttpService delegate, ServiceRequestContext context, HttpRequest request) throws Exception {
    String protocol = Traffic.protocol(context);
    if (isAsking(protocol, context)) {
      traces.begin(protocol, context, request);
      context.log().whenComplete().thenAccept(log -> traces.end(context, Traffic.status(log)));
    }
    return delegate.serve(context, request);
  }

  /** All that the Open Inference Protocol has over gRPC is one service. */
  private static boolean isAsking(String protocol, ServiceRequestContext context) {
    return protocol.equals(GrpcAsking.NAME)
        ? context.path().endsWith(ASKING)
        : !protocol.equals(Traffic.OTHER);
  }
}
