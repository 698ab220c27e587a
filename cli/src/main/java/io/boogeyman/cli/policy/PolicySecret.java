package io.boogeyman.cli.policy;

import io.boogeyman.core.file.FailureReason;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.SecretSource;
import io.boogeyman.defend.release.ReleaseKey;
import io.boogeyman.defend.release.ReleaseSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds the key of a policy's releases. */
final class PolicySecret {
  private final UnaryOperator<String> environment;

  /**
   * @param environment a variable's value, or null
   */
  PolicySecret(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  /**
   * The key. A policy whose releases need none may have none.
   *
   * @throws IOException if its file cannot be read
   * @throws IllegalArgumentException in one line, if it is missing or too short
   */
  ReleaseKey of(PolicyFile file) throws IOException {
    Optional<SecretSource> source = file.policy().secret();
    if (source.isPresent()) {
      return ReleaseKey.of(bytes(file, source.get()));
    }
    Optional<String> keyed =
        file.policy().chains().stream()
            .flatMap(List::stream)
            .filter(ReleaseSettings::isKeyed)
            .map(ReleaseSettings::name)
            .findFirst();
    if (keyed.isPresent()) {
      throw new IllegalArgumentException(
          "%s: %s needs a key: name its file or environment variable as 'secret'"
              .formatted(file.file(), keyed.get()));
    }
    return ReleaseKey.of(new byte[ReleaseKey.SHORTEST]);
  }

  private byte[] bytes(PolicyFile file, SecretSource source) throws IOException {
    if (source.env().isPresent()) {
      String value = environment.apply(source.env().get());
      if (value == null) {
        throw new IllegalArgumentException(
            "%s: the environment variable %s, which should hold the policy's secret, is not set"
                .formatted(file.file(), source.env().get()));
      }
      return value.getBytes(StandardCharsets.UTF_8);
    }
    Path secret = file.folder().resolve(source.file().orElseThrow());
    try {
      return Files.readAllBytes(secret);
    } catch (IOException e) {
      throw new IOException(
          "cannot read the policy's secret " + secret + ": " + FailureReason.of(e), e);
    }
  }
}
