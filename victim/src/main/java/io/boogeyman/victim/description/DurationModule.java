package io.boogeyman.victim.description;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.boogeyman.core.text.DurationText;
import java.time.Duration;

/** Durations as people write them. */
final class DurationModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  DurationModule() {
    addDeserializer(
        Duration.class,
        new FromStringDeserializer<Duration>(Duration.class) {
          private static final long serialVersionUID = 1L;

          @Override
          protected Duration _deserialize(String text, DeserializationContext context) {
            return DurationText.parse(text);
          }
        });
  }
}
