package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.boogeyman.core.text.DurationText;
import java.time.Duration;

/** Durations as people write them. */
public final class DurationFormat extends SimpleModule {
  private static final long serialVersionUID = 1L;

  /** Reads what {@link DurationText} reads. */
  public DurationFormat() {
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
