package io.boogeyman.guard.server;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.boogeyman.guard.tracing.RequestTraces;

/** Begins the traces of requests for answers; health and metadata have none. */
record Traced(RequestTraces traces) implements DecoratingHttpServiceFunction {

  @Override
  public HttpResponse serve(
      HttpService delegate, ServiceRequestContext context, HttpRequest request) throws Exception {
    String protocol = Traffic.protocol(context);
    if (!protocol.equals(Traffic.OTHER)) {
      traces.begin(protocol, context, request);
    }
    return delegate.serve(context, request);
  }
}
