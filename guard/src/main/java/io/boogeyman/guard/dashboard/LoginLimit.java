package io.boogeyman.guard.dashboard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ten wrong keys a minute from one address, or from one /64 network of IPv6; then even the right
 * one has to wait. Remembers 1,000 addresses. Who has many more guesses little of a key that is
 * long enough, and nobody locks others out. Safe for several threads.
 */
final class LoginLimit {
  private static final int TRIES = 10;
  private static final int ADDRESSES = 1_000;
  private static final int NETWORK = 8;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Clock clock;
  private final Map<String, Tries> tries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > ADDRESSES;
        }
      };

  private record Tries(Instant end, int wrong) {}

  LoginLimit(Clock clock) {
    this.clock = clock;
  }

  /** How long an address must wait; empty if it need not. */
  synchronized Optional<Duration> wait(InetAddress address) {
    Tries known = tries.get(network(address));
    return known != null && known.wrong() >= TRIES && clock.instant().isBefore(known.end())
        ? Optional.of(Duration.between(clock.instant(), known.end()))
        : Optional.empty();
  }

  /** An address brought a wrong key. */
  synchronized void wrong(InetAddress address) {
    Instant now = clock.instant();
    Tries known = tries.get(network(address));
    boolean fresh = known == null || !now.isBefore(known.end());
    tries.put(
        network(address),
        fresh ? new Tries(now.plus(WINDOW), 1) : new Tries(known.end(), known.wrong() + 1));
  }

  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK) : bytes);
  }
}
