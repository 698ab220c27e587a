package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that a model's description names: a YAML file that says what a policy's model is. */
final class DescribedFiles {
  /** The fields of a description, and of a policy's options over it, that may name one. */
  static final List<String> FIELDS = List.of("model", "classes", "service.trust");

  private static final ObjectMapper YAML = new YAMLMapper();

  private DescribedFiles() {}

  /**
   * Their names, as they lie from the description.
   *
   * @return none of another file, or of a description that cannot be read: whoever opens the model
   *     says what is wrong with it
   */
  static Stream<String> of(Path file) {
    String name = file.toString();
    if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
      return Stream.empty();
    }
    try {
      JsonNode description = YAML.readTree(file.toFile());
      return FIELDS.stream()
          .map(field -> description.at("/" + field.replace('.', '/')))
          .filter(JsonNode::isTextual)
          .map(JsonNode::textValue)
          .filter(text -> !text.contains("://"));
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
