package io.boogeyman.guard.client;

import io.boogeyman.defend.policy.ClientName;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Clients by address. What a trusted proxy says of whom it speaks for is believed: {@code
 * X-Forwarded-For} is read from its end, where the nearest proxy has written, as far as proxies are
 * trusted; what stands before that anybody may have written, and counts for nothing.
 */
final class AddressAuthenticator implements Authenticator {
  private static final String HEADER = "x-forwarded-for";

  private final List<Network> proxies;

  AddressAuthenticator(AnonymousSettings settings) {
    this.proxies = settings.proxies().stream().map(Network::parse).toList();
  }

  @Override
  public boolean judges(RequestFacts facts) {
    return true;
  }

  @Override
  public Optional<ClientName> client(RequestFacts facts) {
    return Names.of("address", Addresses.name(asking(facts)));
  }

  /** The nearest that is no trusted proxy; where a proxy says what is no address, the proxy. */
  private InetAddress asking(RequestFacts facts) {
    InetAddress nearest = facts.remote();
    if (!isProxy(nearest)) {
      return nearest;
    }
    String[] hops = String.join(",", facts.values(HEADER)).split(",", -1);
    for (int i = hops.length - 1; i >= 0 && isProxy(nearest); i--) {
      Optional<InetAddress> before = Addresses.parseHop(hops[i]);
      if (before.isEmpty()) {
        return nearest;
      }
      nearest = before.get();
    }
    return nearest;
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(network -> network.contains(address));
  }
}
