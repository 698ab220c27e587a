package io.boogeyman.guard.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Bytes on a connection, as no client of good manners sends them. */
record Wire(int port) {

  /** Connects. */
  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    return socket;
  }

  /** False if the other side has closed the connection. */
  static boolean send(Socket socket, String text) throws IOException {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return true;
    } catch (SocketException closed) {
      return false;
    }
  }

  /** What is answered on a connection: JSON of one object, or all until it ends. */
  static String read(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    InputStream in = socket.getInputStream();
    byte[] some = new byte[4096];
    try {
      while (answer.indexOf("}") < 0) {
        int length = in.read(some);
        if (length < 0) {
          break;
        }
        answer.append(new String(some, 0, length, StandardCharsets.UTF_8));
      }
    } catch (SocketException reset) {
      return answer.toString();
    }
    return answer.toString();
  }

  /** Sends a text on a connection of its own, and reads the answer. */
  String exchange(String request) throws IOException {
    try (Socket socket = connect()) {
      send(socket, request);
      return read(socket);
    }
  }
}
