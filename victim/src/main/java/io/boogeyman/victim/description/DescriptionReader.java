package io.boogeyman.victim.description;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads descriptions: a YAML file, or nothing but the model's name, and over either the options
 * that were given by themselves, {@code input.channels=bgr}. Both ways end in one tree, so whatever
 * a file can say an option can say.
 */
public final class DescriptionReader {
  /** What may name a file, as it lies from whoever names it. */
  public static final List<String> FILES = List.of("model", "classes", "service.trust");

  private final StrictYaml yaml = new StrictYaml("victim's description", "model: FILE-OR-ADDRESS");

  /**
   * What {@code text} and {@code options} say.
   *
   * @param text a description's file, ending in {@code .yaml} or {@code .yml}; else the model
   * @param options values by dotted name; a value may be anything that YAML can write
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException in one line that names the field, if it is no description
   */
  public VictimDescription read(String text, Map<String, String> options) throws IOException {
    boolean file = isDescription(text);
    ObjectNode tree = file ? tree(Path.of(text)) : yaml.tree().put("model", text);
    for (Map.Entry<String, String> option : options.entrySet()) {
      put(tree, option.getKey(), value(option));
    }
    return yaml.convert(tree, VictimDescription.class, file ? text : "the victim's description");
  }

  /**
   * What a part of another file says of an input, in the words of a description.
   *
   * @param where what to call that part
   * @throws IllegalArgumentException in one line that names the field, if it is none
   */
  public InputDescription input(ObjectNode tree, String where) {
    return yaml.convert(tree, InputDescription.class, where);
  }

  /** Whether a name is that of a description's file. */
  public static boolean isDescription(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /**
   * The names of files in a description, as they lie from it.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException in one line, if it is no YAML of one object
   */
  public List<String> named(Path description) throws IOException {
    ObjectNode tree = yaml.tree(description);
    return FILES.stream()
        .map(field -> tree.at("/" + field.replace('.', '/')))
        .filter(DescriptionReader::isFile)
        .map(JsonNode::textValue)
        .toList();
  }

  private static boolean isFile(JsonNode named) {
    return named.isTextual() && !named.textValue().contains("://");
  }

  private ObjectNode tree(Path file) throws IOException {
    ObjectNode tree = yaml.tree(file);
    FILES.forEach(name -> besideIt(file, tree, name));
    return tree;
  }

  /** Files are named as they lie from the description, not from where a command was given. */
  private static void besideIt(Path description, ObjectNode tree, String name) {
    JsonNode named = tree.at("/" + name.replace('.', '/'));
    if (isFile(named)) {
      put(tree, name, TextNode.valueOf(description.resolveSibling(named.textValue()).toString()));
    }
  }

  private JsonNode value(Map.Entry<String, String> option) {
    try {
      JsonNode value = yaml.value(option.getValue());
      if (value.isMissingNode()) {
        throw StrictYaml.refused(option.getKey() + "= has no value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw StrictYaml.refused(
          option.getKey()
              + "="
              + option.getValue()
              + ": "
              + StrictYaml.firstLine(e.getOriginalMessage()),
          e);
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
}
