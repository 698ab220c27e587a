package io.boogeyman.guard.tracing;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether and where traces are sent: OpenTelemetry's own variables say so (OTEL_EXPORTER_OTLP_…,
 * OTEL_TRACES_…, OTEL_SERVICE_NAME), as in every other program. Without one that names an exporter
 * or its address there are none.
 *
 * @param environment variables by name; others than OpenTelemetry's are not looked at
 */
public record TracingSettings(Map<String, String> environment) {
  /** No traces. */
  public static final TracingSettings OFF = new TracingSettings(Map.of());

  private static final List<String> SWITCHES =
      List.of(
          "OTEL_TRACES_EXPORTER",
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

  /** Keeps OpenTelemetry's own: others may hold secrets. */
  public TracingSettings {
    environment =
        environment.entrySet().stream()
            .filter(variable -> variable.getKey().startsWith("OTEL_"))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  boolean isOn() {
    return SWITCHES.stream().anyMatch(this::says)
        && !environment.getOrDefault("OTEL_SDK_DISABLED", "").equalsIgnoreCase("true");
  }

  private boolean says(String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }
}
