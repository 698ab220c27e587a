package io.boogeyman.defend.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.boogeyman.core.text.OneLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of one release as a policy writes them; whatever is wrong is told by field. */
final class Fields {
  private final String release;
  private final JsonNode map;
  private final List<String> known = new ArrayList<>();

  /**
   * @param map of parameters; null or missing where none is given
   * @throws IllegalArgumentException if it is no map
   */
  Fields(String release, JsonNode map) {
    if (!map.isObject() && !map.isNull() && !map.isMissingNode()) {
      throw new IllegalArgumentException(
          OneLine.of(
              "%s takes parameters by name, %s: {…}, not %s".formatted(release, release, map)));
    }
    this.release = release;
    this.map = map;
  }

  double number(String name, double standard) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return standard;
    }
    if (!value.isNumber()) {
      throw wrong(name, "a number", value);
    }
    return value.doubleValue();
  }

  int count(String name, int standard) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return standard;
    }
    if (!value.canConvertToInt() || !value.canConvertToExactIntegral()) {
      throw wrong(name, "a whole number", value);
    }
    return value.intValue();
  }

  boolean flag(String name, boolean standard) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return standard;
    }
    if (!value.isBoolean()) {
      throw wrong(name, "true or false", value);
    }
    return value.booleanValue();
  }

  Optional<String> text(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong(name, "a text", value);
    }
    return Optional.of(value.textValue());
  }

  private JsonNode value(String name) {
    known.add(name);
    return map.path(name);
  }

  private IllegalArgumentException wrong(String name, String wanted, JsonNode value) {
    return new IllegalArgumentException(
        OneLine.of("%s.%s must be %s, not %s".formatted(release, name, wanted, value)));
  }

  /**
   * To be called when all parameters are read.
   *
   * @throws IllegalArgumentException if there is one that nobody asked for
   */
  void requireNoOther() {
    for (Iterator<String> names = map.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            OneLine.of(
                "%s.%s: there is no such parameter; there %s %s"
                    .formatted(
                        release,
                        name,
                        known.size() == 1 ? "is" : "are",
                        String.join(", ", known))));
      }
    }
  }

  /**
   * Refuses a number that is not over 0 and at most {@code most}.
   *
   * @throws IllegalArgumentException naming the field
   */
  static void require(String release, String name, double value, double most) {
    if (!(value > 0 && value <= most)) {
      throw new IllegalArgumentException(
          "%s.%s must be over 0 and at most %s, not %s"
              .formatted(release, name, plain(most), plain(value)));
    }
  }

  /**
   * Refuses a number that is not 1 to {@code most}.
   *
   * @throws IllegalArgumentException naming the field
   */
  static void requireCount(String release, String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s.%s must be 1 to %,d, not %,d".formatted(release, name, most, value));
    }
  }

  /**
   * The constant that a word in small letters names.
   *
   * @throws IllegalArgumentException naming the field, if there is none
   */
  static <E extends Enum<E>> E choice(String release, String name, String word, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    OneLine.of(
                        "%s.%s: there is no '%s'; there are %s"
                            .formatted(
                                release,
                                name,
                                word,
                                Arrays.stream(type.getEnumConstants())
                                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", "))))));
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }
}
