package io.boogeyman.guard.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.util.SafeCloseable;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.defend.policy.Decision;
import io.boogeyman.defend.policy.GuardEvent;
import io.boogeyman.defend.policy.Standing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // a context is there to be left, not to be read
class RequestTracesTest {
  private static final ClientName CLIENT = new ClientName("key:acme");
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final InMemorySpanExporter sent = InMemorySpanExporter.create();
  private final RequestTraces traces =
      RequestTraces.sentBy(
          OpenTelemetrySdk.builder()
              .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
              .setTracerProvider(
                  SdkTracerProvider.builder()
                      .addSpanProcessor(SimpleSpanProcessor.create(sent))
                      .build())
              .build());

  @AfterEach
  void end() {
    traces.close();
  }

  private static HttpRequest traced() {
    return HttpRequest.of(
        RequestHeaders.builder(HttpMethod.POST, "/images/signs")
            .set("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
            .build());
  }

  private List<SpanData> requested(int status, GuardEvent... events) {
    HttpRequest request = traced();
    ServiceRequestContext context = ServiceRequestContext.of(request);
    traces.begin("images", context, request);
    try (SafeCloseable pushed = context.push()) {
      for (GuardEvent event : events) {
        traces.happened(event);
      }
    }
    traces.end(context, status);
    return sent.getFinishedSpanItems();
  }

  private static GuardEvent asked() {
    return new GuardEvent.Asked(
        Instant.now(),
        CLIENT,
        2,
        0,
        List.of(1, 1),
        List.of("full", "full"),
        0,
        Standing.trusted(0.1),
        Map.of(),
        new GuardEvent.Timing(Duration.ofMillis(8), Duration.ofMillis(4), Duration.ofMillis(1)));
  }

  private static GuardEvent refused() {
    return new GuardEvent.Refused(
        Instant.now(),
        CLIENT,
        1,
        new Decision.Refused(Decision.Reason.SUSPECTED, "refused", Optional.empty()));
  }

  private static SpanData named(List<SpanData> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  private static long millis(SpanData span) {
    return Math.round((span.getEndEpochNanos() - span.getStartEpochNanos()) / 1e6);
  }

  @Test
  void a_request_goes_on_with_its_clients_trace() {
    SpanData request = requested(200, asked()).get(3);

    assertThat(request.getTraceId()).isEqualTo(TRACE);
    assertThat(request.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
  }

  @Test
  void within_it_are_the_times_of_model_detectors_and_release() {
    List<SpanData> spans = requested(200, asked());

    assertThat(spans).hasSize(4).allMatch(span -> span.getTraceId().equals(TRACE));
    assertThat(spans.subList(0, 3))
        .allMatch(span -> span.getParentSpanId().equals(spans.get(3).getSpanId()));
    assertThat(millis(named(spans, "model"))).isEqualTo(8);
    assertThat(millis(named(spans, "detectors"))).isEqualTo(4);
    assertThat(millis(named(spans, "release"))).isEqualTo(1);
    assertThat(named(spans, "model").getEndEpochNanos())
        .isEqualTo(named(spans, "detectors").getStartEpochNanos());
  }

  @Test
  void what_is_called_elsewhere_meanwhile_is_of_the_same_trace() {
    HttpRequest request = traced();
    ServiceRequestContext context = ServiceRequestContext.of(request);
    traces.begin("images", context, request);
    try (Scope entered = RequestTraces.of(context).makeCurrent()) {
      assertThat(Span.current().getSpanContext().getTraceId()).isEqualTo(TRACE);
    }
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  @Test
  void without_traces_nothing_is_entered() {
    ServiceRequestContext context = ServiceRequestContext.of(HttpRequest.of(HttpMethod.GET, "/"));
    try (Scope entered = RequestTraces.of(context).makeCurrent()) {
      assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }
  }

  @Test
  void a_refusal_says_why_and_is_no_error() {
    SpanData request = requested(403, refused()).get(0);

    assertThat(request.getAttributes().get(AttributeKey.stringKey("boogeyman.refusal")))
        .isEqualTo("SUSPECTED");
    assertThat(request.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
        .isEqualTo(403);
    assertThat(request.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void a_step_of_suspicion_is_an_event() {
    GuardEvent climbed =
        new GuardEvent.Escalated(
            Instant.now(),
            CLIENT,
            Standing.trusted(0.6),
            new Standing(1, "coarse", 0.6, Duration.ZERO),
            6,
            Map.of(),
            false);

    assertThat(requested(200, climbed).get(0).getEvents())
        .extracting(EventData::getName)
        .containsExactly("escalated to coarse");
  }

  @Test
  void a_model_that_failed_is_an_error() {
    SpanData request =
        requested(503, new GuardEvent.ModelFailed(Instant.now(), CLIENT, 1, "no answer")).get(0);

    assertThat(request.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void no_trace_names_the_client() {
    assertThat(requested(200, asked(), refused()).toString()).doesNotContain("acme");
  }

  @Test
  void without_a_variable_there_are_none() {
    assertThat(RequestTraces.of(TracingSettings.OFF).isOn()).isFalse();
    assertThat(RequestTraces.of(new TracingSettings(Map.of("OTEL_SERVICE_NAME", "a"))).isOn())
        .isFalse();
  }

  @Test
  void what_is_disabled_is_off() {
    Map<String, String> environment =
        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317", "OTEL_SDK_DISABLED", "true");
    assertThat(RequestTraces.of(new TracingSettings(environment)).isOn()).isFalse();
  }

  @Test
  void a_variable_that_makes_no_sense_is_refused_in_one_line() {
    assertThatThrownBy(
            () ->
                RequestTraces.of(
                    new TracingSettings(Map.of("OTEL_TRACES_EXPORTER", "carrier pigeon"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OTEL_")
        .hasMessageContaining("carrier pigeon");
  }
}
