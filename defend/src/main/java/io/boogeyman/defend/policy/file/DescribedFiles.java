package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files that a model's description names: a YAML file that says what a policy's model is. */
final class DescribedFiles {
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
      return Stream.of("model", "classes")
          .map(description::path)
          .filter(JsonNode::isTextual)
          .map(JsonNode::textValue)
          .filter(text -> !text.contains("://"));
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
