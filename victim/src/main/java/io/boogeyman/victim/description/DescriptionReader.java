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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads descriptions: a YAML file, or nothing but the model's name, and over either the options
 * that were given by themselves, {@code input.channels=bgr}. Both ways end in one tree, so whatever
 * a file can say an option can say.
 */
public final class DescriptionReader {
  /** Far more than a description needs: a whole model read by mistake is refused at once. */
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

  /**
   * What {@code text} and {@code options} say.
   *
   * @param text a description's file, ending in {@code .yaml} or {@code .yml}; else the model
   * @param options values by dotted name; a value may be anything that YAML can write
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException in one line that names the field, if it is no description
   */
  public VictimDescription read(String text, Map<String, String> options) throws IOException {
    boolean file = text.endsWith(".yaml") || text.endsWith(".yml");
    ObjectNode tree = file ? tree(Path.of(text)) : yaml.createObjectNode().put("model", text);
    for (Map.Entry<String, String> option : options.entrySet()) {
      put(tree, option.getKey(), value(option));
    }
    return convert(tree, file ? text : "the victim's description");
  }

  private ObjectNode tree(Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw refused(file + " is too long for a victim's description");
    }
    try {
      ObjectNode tree = object(file, yaml.readTree(file.toFile()));
      besideIt(file, tree, "model");
      besideIt(file, tree, "classes");
      if (tree.path("service") instanceof ObjectNode service) {
        besideIt(file, service, "trust");
      }
      return tree;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw refused(file + ", line " + line + ": " + firstLine(e.getOriginalMessage()), e);
    }
  }

  /** Files are named as they lie from the description, not from where a command was given. */
  private static void besideIt(Path description, ObjectNode tree, String name) {
    JsonNode named = tree.path(name);
    if (named.isTextual() && !named.textValue().contains("://")) {
      tree.put(name, description.resolveSibling(named.textValue()).toString());
    }
  }

  private static ObjectNode object(Path file, JsonNode read) {
    if (read instanceof ObjectNode object) {
      return object;
    }
    throw refused(
        file + " is no victim's description: it should begin with 'model: FILE-OR-ADDRESS'");
  }

  private JsonNode value(Map.Entry<String, String> option) {
    try {
      JsonNode value = yaml.readTree(option.getValue());
      if (value.isMissingNode()) {
        throw refused(option.getKey() + "= has no value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw refused(
          option.getKey() + "=" + option.getValue() + ": " + firstLine(e.getOriginalMessage()), e);
    }
  }

  private static void put(ObjectNode tree, String name, JsonNode value) {
    String[] steps = name.split("\\.", -1);
    ObjectNode at = tree;
    for (int i = 0; i + 1 < steps.length; i++) {
      JsonNode next = at.path(steps[i]);
      at = next instanceof ObjectNode object ? object : at.putObject(steps[i]);
    }
    at.set(steps[steps.length - 1], value);
  }

  private VictimDescription convert(ObjectNode tree, String where) {
    try {
      return yaml.treeToValue(tree, VictimDescription.class);
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
  private static IllegalArgumentException refused(String message, Exception cause) {
    return new IllegalArgumentException(OneLine.of(message), cause);
  }

  private static IllegalArgumentException refused(String message) {
    return new IllegalArgumentException(OneLine.of(message));
  }

  private static String firstLine(String message) {
    return Objects.requireNonNullElse(message, "unreadable").lines().findFirst().orElse("");
  }
}
