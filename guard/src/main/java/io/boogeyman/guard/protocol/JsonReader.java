package io.boogeyman.guard.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/**
 * Reads JSON token by token, so that a tensor costs its numbers and no tree of them. Depth, names,
 * texts and numbers are bounded.
 */
final class JsonReader {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxNumberLength(100)
                  .maxNameLength(200)
                  .maxStringLength(4096)
                  .build())
          .build();

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /** A part of a text that is there to be read. */
  @FunctionalInterface
  interface Part {
    void read(JsonReader json) throws IOException;
  }

  /** The fields of an object: each is read, or skipped, when its name is told. */
  @FunctionalInterface
  interface Fields {
    void read(String name) throws IOException;
  }

  /** Reads one value, and nothing after it. */
  static void read(byte[] text, int length, Part whole) throws RequestException {
    try (JsonParser parser = JSON.createParser(text, 0, length)) {
      JsonReader reader = new JsonReader(parser);
      if (parser.nextToken() == null) {
        throw RequestException.malformed("the request has no body; JSON is due");
      }
      whole.read(reader);
      if (parser.nextToken() != null) {
        throw RequestException.malformed("the JSON goes on after its end");
      }
    } catch (RequestException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw RequestException.malformed("the JSON cannot be read: " + firstLine(e));
    } catch (IOException e) {
      throw RequestException.malformed("the JSON cannot be read: it is no UTF-8");
    }
  }

  private static String firstLine(JsonProcessingException e) {
    String words = e.getOriginalMessage();
    int end = words == null ? -1 : words.indexOf('\n');
    String line = end < 0 ? String.valueOf(words) : words.substring(0, end);
    return e.getLocation() == null
        ? line
        : line + " (byte " + e.getLocation().getByteOffset() + ")";
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  void object(String what, Fields fields) throws IOException {
    require(JsonToken.START_OBJECT, what, "an object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.read(name);
    }
  }

  void array(String what, Part element) throws IOException {
    require(JsonToken.START_ARRAY, what, "a list");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.read(this);
    }
  }

  String text(String what) throws IOException {
    require(JsonToken.VALUE_STRING, what, "a text");
    return parser.getText();
  }

  long whole(String what) throws IOException {
    require(JsonToken.VALUE_NUMBER_INT, what, "a whole number");
    return parser.getLongValue();
  }

  boolean flag(String what) throws RequestException {
    if (parser.currentToken() == JsonToken.VALUE_TRUE) {
      return true;
    }
    require(JsonToken.VALUE_FALSE, what, "true or false");
    return false;
  }

  void skip() throws IOException {
    parser.skipChildren();
  }

  /** All numbers of a list of lists of …, in their order. */
  void numbers(String what, NumberBuffer into) throws IOException {
    require(JsonToken.START_ARRAY, what, "a list of numbers");
    int depth = 1;
    while (depth > 0) {
      switch (parser.nextToken()) {
        case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> into.add(parser.getFloatValue());
        case START_ARRAY -> depth++;
        case END_ARRAY -> depth--;
        default -> throw RequestException.malformed(what + " must hold nothing but numbers");
      }
    }
  }

  /**
   * Numbers in lists of just these lengths.
   *
   * @param axes lengths; −1 where any will do
   * @return how long the first list is
   */
  int tensor(String what, int[] axes, int axis, NumberBuffer into) throws IOException {
    require(JsonToken.START_ARRAY, what, "lists of lists of numbers");
    boolean last = axis == axes.length - 1;
    int length = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      length++;
      if (!last) {
        tensor(what, axes, axis + 1, into);
      } else if (parser.currentToken().isNumeric()) {
        into.add(parser.getFloatValue());
      } else {
        throw RequestException.malformed(what + " must hold nothing but numbers at its depth");
      }
    }
    if (axes[axis] >= 0 && length != axes[axis]) {
      throw RequestException.malformed(
          "%s has a list of %,d where %,d are due".formatted(what, length, axes[axis]));
    }
    return length;
  }

  private void require(JsonToken token, String what, String due) throws RequestException {
    if (parser.currentToken() != token) {
      throw RequestException.malformed(what + " must be " + due);
    }
  }
}
