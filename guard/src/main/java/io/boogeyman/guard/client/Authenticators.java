package io.boogeyman.guard.client;

import io.boogeyman.victim.service.call.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens what tells who asks. */
public final class Authenticators {
  private Authenticators() {}

  /**
   * Opens all that the settings name.
   *
   * @param folder from which files are named
   * @param secrets the environment
   * @throws IllegalArgumentException in one line, if a file or a variable is missing or of no use
   */
  public static Authenticator open(
      AuthenticationSettings settings, Path folder, Secrets secrets, Clock clock) {
    List<Authenticator> all = new ArrayList<>();
    if (!settings.keys().isEmpty()) {
      all.add(new ApiKeys(settings.keys()));
    }
    settings.jwt().ifPresent(jwt -> all.add(jwt(jwt, folder, secrets, clock)));
    settings
        .certificates()
        .ifPresent(certificates -> all.add(new CertificateAuthenticator(certificates, clock)));
    settings.anonymous().ifPresent(anonymous -> all.add(new AddressAuthenticator(anonymous)));
    return Authenticator.firstOf(all);
  }

  private static Authenticator jwt(
      JwtSettings settings, Path folder, Secrets secrets, Clock clock) {
    Optional<byte[]> secret =
        settings
            .secret()
            .map(text -> secrets.reveal(text, "jwt's secret").getBytes(StandardCharsets.UTF_8));
    TokenKeys keys =
        TokenKeys.of(settings.algorithms(), settings.keys().map(folder::resolve), secret);
    return new JwtAuthenticator(settings, keys, clock);
  }
}
