package io.boogeyman.guard.client;

/**
 * A new key: one half for the client, one for the policy.
 *
 * @param key what the client sends; to be shown once and kept nowhere
 * @param sha256 what the policy holds, in hexadecimal digits
 */
public record ApiKey(String key, String sha256) {
  /** A key is not told by accident. */
  @Override
  public String toString() {
    return "ApiKey[sha256=" + sha256 + "]";
  }
}
