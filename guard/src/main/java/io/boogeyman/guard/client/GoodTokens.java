package io.boogeyman.guard.client;

import io.boogeyman.core.digest.Digest;
import io.boogeyman.defend.policy.ClientName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens that were found good, so that one is not checked at each of a client's requests. By
 * digest: a token itself is nothing to be kept. Bounded; those go that were used longest ago.
 */
final class GoodTokens {
  private final Map<String, Found> found;

  private record Found(ClientName client, Instant end) {}

  GoodTokens(int most) {
    this.found =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
            return size() > most;
          }
        };
  }

  void add(String token, ClientName client, Instant end) {
    String name = name(token);
    synchronized (found) {
      found.put(name, new Found(client, end));
    }
  }

  /** Whose a token is, if it was found good and has not ended. */
  Optional<ClientName> client(String token, Instant now) {
    String name = name(token);
    synchronized (found) {
      return Optional.ofNullable(found.get(name))
          .filter(good -> now.isBefore(good.end))
          .map(Found::client);
    }
  }

  private static String name(String token) {
    return Digest.start().add(token).hex();
  }
}
