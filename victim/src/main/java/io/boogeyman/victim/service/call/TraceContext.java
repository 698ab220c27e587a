package io.boogeyman.victim.service.call;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.function.BiConsumer;

/**
 * The trace that a call is made for, as the headers of W3C trace context tell it, so that a
 * service's own spans stand within it. Of a call that is made for none nothing is told.
 */
final class TraceContext {
  private TraceContext() {}

  /** Sets the headers of the calling thread's trace. */
  static void addTo(BiConsumer<String, String> headers) {
    W3CTraceContextPropagator.getInstance()
        .inject(Context.current(), headers, (to, name, value) -> to.accept(name, value));
  }
}
