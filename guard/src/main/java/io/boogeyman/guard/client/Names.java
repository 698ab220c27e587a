package io.boogeyman.guard.client;

import io.boogeyman.defend.policy.ClientName;
import java.util.Optional;

/** Names of clients out of what they bring. */
final class Names {
  private Names() {}

  /** A name; nothing if it cannot be one, which then proves nothing. */
  static Optional<ClientName> of(String kind, String name) {
    try {
      return name.isBlank() ? Optional.empty() : Optional.of(new ClientName(kind + ":" + name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
