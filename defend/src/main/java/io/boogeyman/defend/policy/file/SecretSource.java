package io.boogeyman.defend.policy.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * Where the key of keyed releases is: never in the policy itself.
 *
 * @param file a file of at least 16 bytes, looked for beside the policy
 * @param env an environment variable of at least 16 characters
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SecretSource(Optional<String> file, Optional<String> env) {

  /**
   * @throws IllegalArgumentException unless exactly one of them is named
   */
  public SecretSource {
    if (file.isPresent() == env.isPresent()) {
      throw new IllegalArgumentException("secret: name either 'file' or 'env'");
    }
  }
}
