package io.boogeyman.guard.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as text. Never asks for a host's name: what is no address is nothing. */
final class Addresses {
  /** No leading zeros: some read them as octal (RFC 6943, section 3.1.1). */
  private static final String BYTE = "(0|[1-9]\\d{0,2})";

  private static final Pattern V4 =
      Pattern.compile(BYTE + "\\." + BYTE + "\\." + BYTE + "\\." + BYTE);

  /** With a colon Java asks no name server, and tells by itself whether it is an address. */
  private static final Pattern LIKE_V6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]{1,44}");

  private static final int NETWORK_BYTES = 8;

  private Addresses() {}

  /** An address; nothing where the text is none. */
  static Optional<InetAddress> parse(String text) {
    try {
      Matcher v4 = V4.matcher(text);
      if (v4.matches()) {
        return v4(v4);
      }
      return LIKE_V6.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static Optional<InetAddress> v4(Matcher numbers) throws UnknownHostException {
    byte[] bytes = new byte[4];
    for (int i = 0; i < bytes.length; i++) {
      int number = Integer.parseInt(numbers.group(i + 1));
      if (number > 255) {
        return Optional.empty();
      }
      bytes[i] = (byte) number;
    }
    return Optional.of(InetAddress.getByAddress(bytes));
  }

  /** An entry of X-Forwarded-For, which some proxies write with a port. */
  static Optional<InetAddress> parseHop(String text) {
    String hop = text.strip();
    if (hop.startsWith("[") && hop.contains("]")) {
      return parse(hop.substring(1, hop.indexOf(']')));
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':')
        ? parse(hop.substring(0, colon))
        : parse(hop);
  }

  /**
   * The name by which an address is counted: itself, or its network of 64 bits with IPv6, where
   * everybody has at least so many addresses (RFC 6177).
   */
  static String name(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return address.getHostAddress();
    }
    StringJoiner groups = new StringJoiner(":", "", "::/64");
    for (int i = 0; i < NETWORK_BYTES; i += 2) {
      groups.add(Integer.toHexString(((bytes[i] & 0xff) << Byte.SIZE) | (bytes[i + 1] & 0xff)));
    }
    return groups.toString();
  }
}
