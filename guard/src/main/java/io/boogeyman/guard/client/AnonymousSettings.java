package io.boogeyman.guard.client;

import java.util.List;

/**
 * Clients without a proof of who they are, by address.
 *
 * @param proxies networks whose {@code X-Forwarded-For} is believed: {@code 10.0.0.0/8}, {@code
 *     fd00::/8}, or single addresses; none by default
 */
public record AnonymousSettings(List<String> proxies) {

  /**
   * @throws IllegalArgumentException if a network can be none
   */
  public AnonymousSettings {
    proxies = proxies == null ? List.of() : List.copyOf(proxies); // absent in the file
    proxies.forEach(Network::parse);
  }
}
