package io.boogeyman.guard.client;

import io.boogeyman.defend.policy.ClientName;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A client's key, as a policy holds it. Two entries of one client are two keys, so that one can
 * replace the other without a gap.
 *
 * @param client the client's name, without {@code key:}
 * @param sha256 SHA-256 of the key, in 64 hexadecimal digits
 */
public record ApiKeySettings(String client, String sha256) {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException if the name or the digest can be none
   */
  public ApiKeySettings {
    if (client == null || client.isBlank()) {
      throw new IllegalArgumentException("a key needs the name of its client");
    }
    String name = new ClientName("key:" + client).value();
    sha256 = sha256 == null ? "" : sha256.toLowerCase(Locale.ROOT);
    if (!DIGITS.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "the key of "
              + name
              + " needs its SHA-256 in 64 hexadecimal digits; the key itself must not stand here");
    }
  }

  ClientName name() {
    return new ClientName("key:" + client);
  }
}
