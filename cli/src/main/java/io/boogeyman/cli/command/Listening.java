package io.boogeyman.cli.command;

import io.boogeyman.core.text.OneLine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Addresses to listen at. */
final class Listening {
  private Listening() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException in one line that names the option, if it is none
   */
  static InetSocketAddress at(String option, String text) {
    int colon = text.lastIndexOf(':');
    try {
      String host = text.substring(0, Math.max(0, colon));
      int port = Integer.parseInt(text.substring(colon + 1));
      if (host.isEmpty()) {
        // Java would take no host for this machine, and who forgot it may have meant all networks.
        throw new IllegalArgumentException("no host");
      }
      return new InetSocketAddress(host, port);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          OneLine.of(option + " is a host and a port, such as 0.0.0.0:8080, not '" + text + "'"),
          e);
    }
  }

  /** This address, or another port of it where this one is taken. */
  static InetSocketAddress freeAt(InetSocketAddress wanted) {
    return isFree(wanted) ? wanted : new InetSocketAddress(wanted.getHostString(), 0);
  }

  /** Whether one can listen there now. */
  static boolean isFree(InetSocketAddress wanted) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(wanted);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
