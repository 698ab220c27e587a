package io.boogeyman.guard.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where and how the gateway listens, and how it ends.
 *
 * @param address to listen at; port 0 for a free one
 * @param tls how connections are secured; in the clear without
 * @param limits what a client may cost
 * @param trustedProxies whose word is taken for where a request comes from
 * @param notice how long it says that it is not ready before it takes no more connections, so that
 *     a load balancer can turn away from it
 * @param longestEnd how long what is under way may take after that
 */
public record ServerSettings(
    InetSocketAddress address,
    Optional<Tls> tls,
    Limits limits,
    Predicate<InetAddress> trustedProxies,
    Duration notice,
    Duration longestEnd) {

  /** At this address in the clear, within the usual limits. */
  public static ServerSettings at(InetSocketAddress address) {
    return new ServerSettings(
        address,
        Optional.empty(),
        Limits.USUAL,
        proxy -> false,
        Duration.ZERO,
        Duration.ofSeconds(30));
  }

  /** The same within other limits. */
  public ServerSettings within(Limits others) {
    return new ServerSettings(address, tls, others, trustedProxies, notice, longestEnd);
  }
}
