package io.boogeyman.guard.client;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a request tells of who made it.
 *
 * @param headers all values of a header by its name, in lower case, in the order of the request;
 *     none for an empty list
 * @param remote the other end of the connection
 * @param certificates that the other end has proved to have, its own first; none without mutual TLS
 */
public record RequestFacts(
    Function<String, List<String>> headers,
    InetAddress remote,
    List<X509Certificate> certificates) {
  private static final String BEARER = "bearer ";

  /** The values of a header. */
  List<String> values(String header) {
    return headers.apply(header);
  }

  /**
   * The token of {@code Authorization: Bearer} (RFC 6750, section 2.1); nothing where there is
   * none, or more than one header, which might be read in two ways.
   */
  Optional<String> bearer() {
    List<String> values = values("authorization");
    if (values.size() != 1) {
      return Optional.empty();
    }
    String value = values.get(0);
    return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(value.substring(BEARER.length()).strip())
        : Optional.empty();
  }
}
