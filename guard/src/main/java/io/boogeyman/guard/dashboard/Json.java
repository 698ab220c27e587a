package io.boogeyman.guard.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/** What is said to the page. */
final class Json {
  private final ObjectMapper mapper = new ObjectMapper().registerModule(new Jdk8Module());

  ObjectNode tree(Object value) {
    return mapper.valueToTree(value);
  }

  String text(JsonNode tree) {
    try {
      return mapper.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }
}
