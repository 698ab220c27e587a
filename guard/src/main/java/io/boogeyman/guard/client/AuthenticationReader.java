package io.boogeyman.guard.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.boogeyman.core.text.OneLine;
import io.boogeyman.defend.policy.file.DurationFormat;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.victim.service.call.Secrets;
import java.time.Clock;

/** Opens what a policy says of how clients are known. */
public final class AuthenticationReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new DurationFormat())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private AuthenticationReader() {}

  /**
   * Opens it.
   *
   * @throws IllegalArgumentException in one line, if nothing is said, or not what it should be
   */
  public static Authenticator open(PolicyFile file, Secrets secrets, Clock clock) {
    AuthenticationSettings settings =
        file.policy()
            .authentication()
            .map(said -> settings(file, said))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        file.file()
                            + ": nothing says how clients are known; a gateway needs"
                            + " 'authentication'"));
    return Authenticators.open(settings, file.folder(), secrets, clock);
  }

  private static AuthenticationSettings settings(PolicyFile file, JsonNode said) {
    try {
      return JSON.treeToValue(said, AuthenticationSettings.class);
    } catch (JsonProcessingException e) {
      String reason = e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
      throw new IllegalArgumentException(
          OneLine.of(file.file() + ", authentication: " + reason.lines().findFirst().orElse("")),
          e);
    }
  }
}
