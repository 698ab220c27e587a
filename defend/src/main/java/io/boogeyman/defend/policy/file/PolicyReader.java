package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.boogeyman.core.digest.Digest;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Reads policy files: first against the published schema, then as records, which refuse what a
 * schema cannot say. Every fault has its line and its field.
 */
public final class PolicyReader {
  /** Far more than people write: a model read by mistake is refused at once. */
  private static final long LONGEST = 1 << 20;

  private final ObjectMapper yaml =
      YAMLMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new DurationFormat())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final ObjectMapper canonical =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final PolicySchema schema = new PolicySchema();

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws PolicyException if it is no policy, with all that is wrong
   */
  public PolicyFile read(Path file) throws IOException {
    return read(text(file), file);
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw refused(file, 0, "it is too long for a policy");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw refused(file, 0, "it is no policy: not text in UTF-8");
    }
  }

  /**
   * Reads a text as if it stood in that file.
   *
   * @throws PolicyException if it is no policy, with all that is wrong
   */
  public PolicyFile read(String text, Path file) {
    ObjectNode tree = tree(text, file);
    YamlPlaces places = YamlPlaces.of(text);
    List<PolicyFault> faults = schema.faults(tree, places);
    if (!faults.isEmpty()) {
      throw new PolicyException(file.toString(), faults);
    }
    return new PolicyFile(policy(tree, places, file), text, tree, digest(tree), file);
  }

  private ObjectNode tree(String text, Path file) {
    try {
      if (yaml.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw refused(file, 0, "it is no policy: it should begin with 'policy: 1'");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw refused(file, line, firstLine(e.getOriginalMessage()));
    }
  }

  private Policy policy(JsonNode tree, YamlPlaces places, Path file) {
    try {
      return yaml.treeToValue(tree, Policy.class);
    } catch (JsonMappingException e) {
      String pointer = pointer(e);
      Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
      String message = cause == e ? e.getOriginalMessage() : cause.getMessage();
      PolicyFault fault =
          new PolicyFault(places.line(pointer), PolicySchema.field(pointer), firstLine(message));
      throw new PolicyException(file.toString(), List.of(fault));
    } catch (JsonProcessingException e) {
      throw refused(file, 0, firstLine(e.getOriginalMessage()));
    }
  }

  private static String pointer(JsonMappingException e) {
    StringBuilder pointer = new StringBuilder();
    e.getPath()
        .forEach(
            step ->
                pointer
                    .append('/')
                    .append(
                        step.getFieldName() == null
                            ? Integer.toString(step.getIndex())
                            : YamlPlaces.escaped(step.getFieldName())));
    return pointer.toString();
  }

  /** Of what the file says: neither comments nor the order of fields are in it. */
  private String digest(JsonNode tree) {
    try {
      Object values = canonical.treeToValue(tree, Object.class);
      return Digest.start().add(canonical.writeValueAsString(values)).hex();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that was read cannot be written", e);
    }
  }

  private static PolicyException refused(Path file, int line, String message) {
    return new PolicyException(file.toString(), List.of(new PolicyFault(line, "", message)));
  }

  private static String firstLine(String message) {
    return Objects.requireNonNullElse(message, "unreadable").lines().findFirst().orElse("");
  }
}
