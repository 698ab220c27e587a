package io.boogeyman.guard.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Clients by signed token.
 *
 * @param issuer that a token must name
 * @param audience that a token must name, among others maybe
 * @param algorithms that are accepted: RS256, ES256, EdDSA, HS256
 * @param keys file of public keys (JSON Web Key Set), for the first three
 * @param secret for HS256: <code>${NAME}</code> of an environment variable with at least 32 bytes
 * @param skew by which clocks may differ, at most 10 minutes; 30 s by default
 * @param claim that names the client; {@code sub} by default
 */
public record JwtSettings(
    String issuer,
    String audience,
    List<String> algorithms,
    Optional<String> keys,
    Optional<String> secret,
    Optional<Duration> skew,
    Optional<String> claim) {
  static final String SYMMETRIC = "HS256";
  static final List<String> KNOWN = List.of("RS256", "ES256", "EdDSA", SYMMETRIC);
  private static final Duration MOST_SKEW = Duration.ofMinutes(10);

  /**
   * @throws IllegalArgumentException if something is missing or unsafe
   */
  public JwtSettings {
    require(issuer != null && !issuer.isBlank(), "jwt needs an issuer");
    require(audience != null && !audience.isBlank(), "jwt needs an audience");
    require(
        algorithms != null && !algorithms.isEmpty() && KNOWN.containsAll(algorithms),
        "jwt needs algorithms, of " + String.join(", ", KNOWN));
    algorithms = List.copyOf(algorithms);
    boolean symmetric = algorithms.contains(SYMMETRIC);
    require(symmetric == secret.isPresent(), "jwt needs a secret for HS256, and only for that");
    require(
        keys.isPresent() || (symmetric && algorithms.size() == 1),
        "jwt needs a file of keys for RS256, ES256 and EdDSA");
    require(
        secret.isEmpty() || secret.get().matches("\\$\\{\\w+}"),
        "jwt's secret must be the name of an environment variable: ${NAME}");
    skew.ifPresent(
        s ->
            require(
                !s.isNegative() && s.compareTo(MOST_SKEW) <= 0,
                "jwt's skew must be 0 to 10 minutes"));
  }

  private static void require(boolean held, String message) {
    if (!held) {
      throw new IllegalArgumentException(message);
    }
  }
}
