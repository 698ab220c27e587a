package io.boogeyman.guard.client;

import io.boogeyman.core.text.OneLine;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Addresses that begin with the same bits (RFC 4632).
 *
 * @param first an address of it
 * @param bits how many bits they share
 */
record Network(InetAddress first, int bits) {

  /**
   * Reads {@code 10.0.0.0/8}, or an address, which is a network of one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    Optional<InetAddress> first = Addresses.parse(address);
    if (first.isPresent()) {
      int all = first.get().getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? all : bits(text.substring(slash + 1));
      if (bits >= 0 && bits <= all) {
        return new Network(first.get(), bits);
      }
    }
    throw new IllegalArgumentException(
        OneLine.of("'" + text + "' is no network; write 10.0.0.0/8, fd00::/8 or one address"));
  }

  private static int bits(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
  }

  boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    int rest = bits % Byte.SIZE;
    return Arrays.equals(ours, 0, whole, theirs, 0, whole)
        && (rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0);
  }
}
