package io.boogeyman.guard.protocol;

/** A way to ask for answers over HTTP. Safe for several threads. */
public interface HttpProtocol {

  /**
   * Reads a request. Memory in proportion to its body, whatever it claims.
   *
   * @throws RequestException if it cannot be carried out
   */
  Question<HttpReply> read(HttpQuestion question, ServedModel model) throws RequestException;
}
