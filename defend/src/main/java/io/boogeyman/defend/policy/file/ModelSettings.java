package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ModelSettings(
    String victim, Optional<Map<String, String>> options, String name, Optional<String> version) {

  /**
   * @throws IllegalArgumentException in one line, if the name cannot stand in an address
   */
  public ModelSettings {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException(
          "model.name must be letters, digits, '.', '_' and '-', since it stands in addresses");
    }
  }
}
