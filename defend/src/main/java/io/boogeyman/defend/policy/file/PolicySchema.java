package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The published JSON Schema of a policy, and what of a tree it does not allow. */
public final class PolicySchema {
  private static final String RESOURCE = "policy.schema.json";

  private final JsonSchema schema;

  /** The schema that comes with this program. */
  public PolicySchema() {
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ROOT)
            .build();
    schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text(), config);
  }

  /** The schema's text. */
  public static String text() {
    try (InputStream stream = PolicySchema.class.getResourceAsStream(RESOURCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema of policies is missing from the program", e);
    }
  }

  /** What it does not allow, in the order of the lines. */
  List<PolicyFault> faults(JsonNode tree, YamlPlaces places) {
    return schema.validate(tree).stream()
        .map(message -> fault(message, places))
        .distinct()
        .sorted(Comparator.comparingInt(PolicyFault::line))
        .toList();
  }

  private static PolicyFault fault(ValidationMessage message, YamlPlaces places) {
    String pointer = message.getInstanceLocation().toString();
    String property = message.getProperty();
    boolean unknown = "additionalProperties".equals(message.getType()) && property != null;
    String at = unknown ? pointer + "/" + YamlPlaces.escaped(property) : pointer;
    String text = message.getMessage();
    String said = text.startsWith(pointer + ": ") ? text.substring(pointer.length() + 2) : text;
    return new PolicyFault(
        places.line(at), field(at), unknown ? "there is no such field here" : said);
  }

  /** {@code /clients/each/images} as {@code clients.each.images}. */
  static String field(String pointer) {
    return pointer.isEmpty()
        ? ""
        : pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
  }
}
