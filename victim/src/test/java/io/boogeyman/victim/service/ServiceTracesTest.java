package io.boogeyman.victim.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.description.DescriptionReader;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@SuppressWarnings("try") // a context is there to be left, not to be read
class ServiceTracesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final Span CALLING =
      Span.wrap(SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault()));
  private static final ImageBatch IMAGES = TinyModel.images(3);

  private TinyServer server;

  @BeforeEach
  void start() {
    server = TinyServer.start().withoutBinary();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void ask(String address) throws IOException {
    try (Victim victim =
        Services.open(
            new DescriptionReader().read(address, Map.of("service.batch", "1")),
            name -> null,
            notice -> {})) {
      victim.api().ask(IMAGES);
    }
  }

  @Test
  void calls_over_http_say_which_trace_they_are_made_for() throws IOException {
    try (Scope scope = CALLING.makeCurrent()) {
      ask(server.http("/v2/models/tiny"));
    }
    assertThat(server.headers())
        .hasSize(3)
        .allMatch(sent -> sent.get("traceparent", "").equals("00-" + TRACE + "-" + SPAN + "-01"));
  }

  @Test
  void calls_over_grpc_do_so_too() throws IOException {
    try (Scope scope = CALLING.makeCurrent()) {
      ask(server.grpc());
    }
    assertThat(server.headers())
        .hasSize(3)
        .allMatch(sent -> sent.get("traceparent", "").equals("00-" + TRACE + "-" + SPAN + "-01"));
  }

  @Test
  void calls_that_are_made_for_no_trace_say_nothing_of_one() throws IOException {
    ask(server.http("/v2/models/tiny"));
    ask(server.grpc());
    assertThat(server.headers()).hasSize(6).noneMatch(sent -> sent.contains("traceparent"));
  }
}
