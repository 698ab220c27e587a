package io.boogeyman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.defend.policy.ClientName;
import io.boogeyman.guard.audit.Alert;
import io.boogeyman.guard.audit.AlertSink;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardLogTest {
  private static final Instant NOW = Instant.parse("2026-11-27T05:00:00.123456Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private static final Alert ALERT =
      new Alert(
          NOW,
          Alert.Severity.CRITICAL,
          "suspected model extraction",
          Optional.of(new ClientName("key:acme")),
          11,
          Map.of("energy", 1.2),
          "refused",
          "1",
          "1");

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private GuardLog log(String format) {
    return new GuardLog(format, new PrintStream(written, true, StandardCharsets.UTF_8), CLOCK);
  }

  private String written() {
    return written.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void people_get_the_line_as_it_is() {
    log("text").accept("policy 1 is in force");
    assertThat(written()).isEqualTo("policy 1 is in force");
  }

  @Test
  void programs_get_time_level_and_message() {
    log("json").accept("policy \"1\" is in force");
    assertThat(written())
        .isEqualTo(
            "{\"time\":\"2026-11-27T05:00:00.123Z\",\"level\":\"INFO\","
                + "\"message\":\"policy \\\"1\\\" is in force\"}");
  }

  @Test
  void alerts_have_their_own_level() {
    try (AlertSink alerts = log("json").alerts()) {
      alerts.send(ALERT);
    }
    assertThat(written())
        .startsWith("{\"time\":\"2026-11-27T05:00:00.123Z\",\"level\":\"CRITICAL\",\"message\":\"")
        .contains("suspected model extraction: key:acme");
  }

  @Test
  void another_format_is_refused_in_one_line() {
    assertThatThrownBy(() -> log("xml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--log is text or json, not 'xml'");
  }
}
