package io.boogeyman.victim.description;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.boogeyman.core.text.OneLine;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads YAML that people write into records: what a record does not know, or has twice, is refused,
 * in one line that names the place.
 */
public final class StrictYaml {
  /** Far more than people write: a whole model read by mistake is refused at once. */
  private static final long LONGEST = 1 << 20;

  private final ObjectMapper yaml =
      YAMLMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new DurationModule())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final String kind;
  private final String beginning;

  /**
   * @param kind what is read: {@code "victim's description"}
   * @param beginning how such a text begins: {@code "model: FILE"}
   */
  public StrictYaml(String kind, String beginning) {
    this.kind = kind;
    this.beginning = beginning;
  }

  /** A tree with nothing in it. */
  ObjectNode tree() {
    return yaml.createObjectNode();
  }

  /**
   * What a text of one value says.
   *
   * @throws JsonProcessingException if it is no YAML
   */
  JsonNode value(String text) throws JsonProcessingException {
    return yaml.readTree(text);
  }

  /**
   * A file as a record.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException in one line, if it is not what it should be
   */
  public <T> T read(Path file, Class<T> type) throws IOException {
    return read(text(file), file.toString(), type);
  }

  /**
   * A text as a record.
   *
   * @param where what to call the text
   * @throws IllegalArgumentException in one line, if it is not what it should be
   */
  public <T> T read(String text, String where, Class<T> type) {
    return convert(tree(text, where), type, where);
  }

  /**
   * A file as a tree.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException in one line, if it is no tree of names
   */
  ObjectNode tree(Path file) throws IOException {
    return tree(text(file), file.toString());
  }

  private String text(Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw refused(file + " is too long for a " + kind);
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw refused(file + " is no " + kind + ": it is not text in UTF-8", e);
    }
  }

  private ObjectNode tree(String text, String where) {
    try {
      if (yaml.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw refused(where + " is no " + kind + ": it should begin with '" + beginning + "'");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw refused(where + ", line " + line + ": " + firstLine(e.getOriginalMessage()), e);
    }
  }

  /**
   * A tree as a record.
   *
   * @param where what to call the tree
   * @throws IllegalArgumentException in one line that names the field, if it does not fit
   */
  <T> T convert(ObjectNode tree, Class<T> type, String where) {
    try {
      return yaml.treeToValue(tree, type);
    } catch (UnrecognizedPropertyException e) {
      String known =
          e.getKnownPropertyIds().stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", "));
      throw refused(where + ": there is no '" + path(e) + "'; there are " + known, e);
    } catch (JsonMappingException e) {
      Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
      String message =
          cause == e ? firstLine(e.getOriginalMessage()) : firstLine(cause.getMessage());
      throw refused(where + ": " + (path(e).isEmpty() ? "" : path(e) + ": ") + message, e);
    } catch (JsonProcessingException e) {
      throw refused(where + ": " + firstLine(e.getOriginalMessage()), e);
    }
  }

  private static String path(JsonMappingException e) {
    List<String> steps =
        e.getPath().stream()
            .map(step -> step.getFieldName() == null ? "" : step.getFieldName())
            .filter(step -> !step.isEmpty())
            .toList();
    return String.join(".", steps).toLowerCase(Locale.ROOT);
  }

  /** Names and values are whatever a file says; none of them commands a terminal. */
  static IllegalArgumentException refused(String message, Exception cause) {
    return new IllegalArgumentException(OneLine.of(message), cause);
  }

  /** The same, where nothing caused it. */
  static IllegalArgumentException refused(String message) {
    return new IllegalArgumentException(OneLine.of(message));
  }

  /** What a parser says, without where it says it. */
  static String firstLine(String message) {
    return Objects.requireNonNullElse(message, "unreadable").lines().findFirst().orElse("");
  }
}
