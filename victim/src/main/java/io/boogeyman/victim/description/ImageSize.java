package io.boogeyman.victim.description;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import io.boogeyman.core.image.ImageShape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Height and width, written {@code 224x224} or, for a square, {@code 224}.
 *
 * @param shape the same, of an RGB image
 */
public record ImageSize(ImageShape shape) {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})(?:x(\\d{1,5}))?");

  /**
   * Reads a size.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ImageSize parse(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no size; write it as 224x224, height first, or 224 for a square");
    }
    int height = Integer.parseInt(matcher.group(1));
    int width = matcher.group(2) == null ? height : Integer.parseInt(matcher.group(2));
    return new ImageSize(new ImageShape(height, width, 3));
  }

  /** As YAML has it, to which 224 is a number. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ImageSize read(JsonNode node) {
    return parse(node.asText());
  }

  @Override
  public String toString() {
    return shape.toString();
  }
}
