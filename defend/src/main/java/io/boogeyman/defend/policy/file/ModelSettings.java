package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * The model that is protected.
 *
 * @param victim a model's file, a service's address, or a YAML file that describes one, as {@code
 *     --victim} of other commands takes it; files are looked for beside the policy
 * @param options more of its description, over what its file says
 * @param name what clients call it
 * @param version what clients are told
 * @param input the tensor that a gateway's clients make of images: {@link #AS_THE_MODEL}, or what
 *     differs from the usual, in the words of a victim's description; nothing to an audit
 * @param output the tensor that a gateway answers with: {@link #AS_THE_MODEL}, or its {@code name}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ModelSettings(
    String victim,
    Optional<Map<String, String>> options,
    String name,
    Optional<String> version,
    Optional<JsonNode> input,
    Optional<JsonNode> output) {
  /** Instead of what a tensor is: what it is to whoever asks the model itself. */
  public static final String AS_THE_MODEL = "as-the-model";

  /**
   * @throws IllegalArgumentException in one line, if the name cannot stand in an address
   */
  public ModelSettings {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException(
          "model.name must be letters, digits, '.', '_' and '-', since it stands in addresses");
    }
    // What a file leaves out reaches a record as a node of nothing.
    input = input.filter(said -> !said.isNull());
    output = output.filter(said -> !said.isNull());
  }
}
