package io.boogeyman.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.boogeyman.guard.audit.AlertLines;
import io.boogeyman.guard.audit.AlertSink;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a gateway says to whoever runs it, and its alerts, on one stream: a line each. */
final class GuardLog implements Consumer<String> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ALERT_LEVELS = List.of("WARNING", "CRITICAL");

  private final boolean structured;
  private final PrintStream to;
  private final Clock clock;

  /**
   * @param format {@code text}, for people, or {@code json}
   * @throws IllegalArgumentException in one line, if it is neither
   */
  GuardLog(String format, PrintStream to, Clock clock) {
    if (!List.of("text", "json").contains(format)) {
      throw new IllegalArgumentException("--log is text or json, not '" + format + "'");
    }
    this.structured = format.equals("json");
    this.to = to;
    this.clock = clock;
  }

  @Override
  public void accept(String message) {
    to.println(structured ? json("INFO", message) : message);
  }

  /** Its alerts, of a higher level each. */
  AlertSink alerts() {
    return new AlertLines(this::alert);
  }

  private void alert(String line) {
    String level = line.substring(0, Math.max(0, line.indexOf(' ')));
    to.println(
        structured && ALERT_LEVELS.contains(level)
            ? json(level, line.substring(level.length() + 1))
            : line);
  }

  private String json(String level, String message) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("level", level);
    line.put("message", message);
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
