package io.boogeyman.guard.client;

import java.util.List;
import java.util.Optional;

/**
 * In which ways clients may prove who they are. A request that brings several proofs is judged by
 * the first of these.
 *
 * @param keys API keys; none by default
 * @param jwt tokens; none by default
 * @param certificates of mutual TLS; not looked at by default
 * @param anonymous whoever proves nothing, by address; refused by default
 */
public record AuthenticationSettings(
    List<ApiKeySettings> keys,
    Optional<JwtSettings> jwt,
    Optional<CertificateSettings> certificates,
    Optional<AnonymousSettings> anonymous) {

  /**
   * @throws IllegalArgumentException if nobody could ask
   */
  public AuthenticationSettings {
    keys = keys == null ? List.of() : List.copyOf(keys); // absent in the file
    if (keys.isEmpty() && jwt.isEmpty() && certificates.isEmpty() && anonymous.isEmpty()) {
      throw new IllegalArgumentException(
          "nobody may ask; name keys, jwt, certificates or anonymous");
    }
  }
}
