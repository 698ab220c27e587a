package io.boogeyman.victim.description;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: 500ms, 30s, 10m, 1h. */
final class DurationModule extends SimpleModule {
  private static final long serialVersionUID = 1L;
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  DurationModule() {
    addDeserializer(
        Duration.class,
        new FromStringDeserializer<Duration>(Duration.class) {
          private static final long serialVersionUID = 1L;

          @Override
          protected Duration _deserialize(String text, DeserializationContext context) {
            return parse(text);
          }
        });
  }

  private static Duration parse(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration; write it as 500ms, 30s, 10m or 1h");
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }
}
