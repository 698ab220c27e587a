package io.boogeyman.guard.tracing;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.GuardListener;
import io.netty.util.AttributeKey;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Requests as traces of OpenTelemetry: a span a request, which goes on with the client's trace if
 * he sent one (W3C trace context), within it the times of model, detectors and release, and what
 * the policy decided as events. They name no client: the audit log does.
 *
 * <p>The times are those that the policy measured, so their spans are made when they are over. A
 * model elsewhere is told of the trace by the calls that are made for a request ({@link
 * #of(ServiceRequestContext)}).
 *
 * <p>Cost: nothing where traces are off; spans are sent in batches by a thread of their own, and
 * dropped where they cannot be.
 */
public final class RequestTraces implements GuardListener, AutoCloseable {
  private static final String NAME = "boogeyman.guard";
  private static final AttributeKey<Span> SPAN = AttributeKey.valueOf(RequestTraces.class, "SPAN");
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private static final Map<String, String> USUAL =
      Map.of(
          "otel.service.name", "boogeyman-guard",
          "otel.traces.sampler", "always_on", // whatever a client says of its own trace
          "otel.metrics.exporter", "none", // Prometheus asks for these
          "otel.logs.exporter", "none");

  private final Optional<OpenTelemetrySdk> sdk;
  private final OpenTelemetry telemetry;
  private final Tracer tracer;

  private RequestTraces(Optional<OpenTelemetrySdk> sdk) {
    this.sdk = sdk;
    this.telemetry = sdk.<OpenTelemetry>map(given -> given).orElse(OpenTelemetry.noop());
    this.tracer = telemetry.getTracer(NAME);
  }

  /** Traces nothing. */
  public static RequestTraces off() {
    return new RequestTraces(Optional.empty());
  }

  /**
   * Traces as the settings say.
   *
   * @throws IllegalArgumentException in one line, if OpenTelemetry cannot make sense of them
   */
  public static RequestTraces of(TracingSettings settings) {
    if (!settings.isOn()) {
      return off();
    }
    try {
      return sentBy(
          AutoConfiguredOpenTelemetrySdk.builder()
              .addPropertiesSupplier(() -> properties(settings.environment()))
              .disableShutdownHook()
              .build()
              .getOpenTelemetrySdk());
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(
          OneLine.of("OpenTelemetry's variables (OTEL_…): " + e.getMessage()), e);
    }
  }

  /** Traces sent by this, which is closed with it. */
  static RequestTraces sentBy(OpenTelemetrySdk sdk) {
    return new RequestTraces(Optional.of(sdk));
  }

  /** OTEL_SERVICE_NAME is otel.service.name, as OpenTelemetry itself has it. */
  private static Map<String, String> properties(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>(USUAL);
    environment.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    return properties;
  }

  /** Whether there are any. */
  public boolean isOn() {
    return sdk.isPresent();
  }

  /**
   * Begins the span of a request.
   *
   * @param protocol names it, as in "open-inference-grpc"
   */
  public void begin(String protocol, ServiceRequestContext context, HttpRequest request) {
    Context parent =
        telemetry
            .getPropagators()
            .getTextMapPropagator()
            .extract(Context.root(), request.headers(), Headers.GETTER);
    Span span =
        tracer
            .spanBuilder(protocol)
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", request.method().name())
            .startSpan();
    context.setAttr(SPAN, span);
  }

  /**
   * The span of a request, to be made current for what is called elsewhere meanwhile: that is told
   * of the trace. An invalid one, of which nothing is told, where nothing is traced.
   */
  public static Span of(ServiceRequestContext context) {
    Span span = context.attr(SPAN);
    return span == null ? Span.getInvalid() : span;
  }

  /**
   * Ends it.
   *
   * @param status of HTTP, or what it would be
   */
  public void end(ServiceRequestContext context, int status) {
    Span span = context.attr(SPAN);
    span.setAttribute("http.response.status_code", status);
    if (status >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  @Override
  public void happened(GuardEvent event) {
    ServiceRequestContext context = ServiceRequestContext.currentOrNull();
    Span span = context == null ? null : context.attr(SPAN);
    if (span != null) {
      add(span, event);
    }
  }

  private void add(Span span, GuardEvent event) {
    if (event instanceof GuardEvent.Asked asked) {
      span.setAttribute("boogeyman.images", asked.images());
      span.setAttribute("boogeyman.step", asked.standing().step());
      add(span, asked.timing());
    } else if (event instanceof GuardEvent.Refused refused) {
      span.setAttribute("boogeyman.images", refused.images());
      span.setAttribute("boogeyman.refusal", refused.refusal().reason().toString());
    } else if (event instanceof GuardEvent.Escalated up) {
      span.addEvent("escalated to " + up.to().step());
    } else if (event instanceof GuardEvent.DetectorsLate) {
      span.addEvent("detectors late");
    } else if (event instanceof GuardEvent.ModelFailed failed) {
      span.setStatus(StatusCode.ERROR, failed.reason());
    }
  }

  /** One after the other, the last of them ending now. */
  private void add(Span span, GuardEvent.Timing timing) {
    Instant released = Instant.now();
    Instant detected = released.minus(timing.release());
    Instant answered = detected.minus(timing.detectors());
    add(span, "model", answered.minus(timing.model()), answered);
    add(span, "detectors", answered, detected);
    add(span, "release", detected, released);
  }

  private void add(Span span, String name, Instant from, Instant to) {
    tracer
        .spanBuilder(name)
        .setParent(Context.root().with(span))
        .setStartTimestamp(from)
        .startSpan()
        .end(to);
  }

  /** Sends what is left, for five seconds at most. */
  @Override
  public void close() {
    sdk.ifPresent(given -> given.shutdown().join(LONGEST_END.toSeconds(), TimeUnit.SECONDS));
  }

  private enum Headers implements TextMapGetter<RequestHeaders> {
    GETTER;

    @Override
    @SuppressWarnings("deprecation") // still abstract
    public Iterable<String> keys(RequestHeaders headers) {
      return headers.names().stream().map(Object::toString).toList();
    }

    @Override
    public String get(RequestHeaders headers, String name) {
      return headers.get(name);
    }
  }
}
