package io.boogeyman.victim.service.call;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.TrustManagerFactory;

/**
 * How a service is reached.
 *
 * @param name of the service, for messages
 * @param timeout of one call
 * @param headers of every call, without their secrets
 * @param secrets what is put into them
 * @param trust whose certificates are trusted
 */
public record Access(
    String name,
    Duration timeout,
    Map<String, String> headers,
    Secrets secrets,
    TrustManagerFactory trust) {
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** More than any answer needs: a stream without end is cut off. */
  static final int LONGEST_ANSWER = 256 << 20;

  /** The headers with their secrets. */
  Map<String, String> revealedHeaders() {
    Map<String, String> revealed = new TreeMap<>();
    headers.forEach(
        (header, value) ->
            revealed.put(header, secrets.reveal(value, "service.headers." + header)));
    return revealed;
  }

  /** What the service said, on one line of bounded length, without the secrets in it. */
  String quoted(String text) {
    // Before it is cut: half a secret could not be found any more.
    return Words.line(secrets.hide(text));
  }

  /** A failure of this service, in words that hold no secret. */
  public ServiceFailure failure(ServiceFailure.Kind kind, String words) {
    return failure(kind, words, Optional.empty());
  }

  /** The same of a service that wants to be left alone for a while. */
  ServiceFailure failure(ServiceFailure.Kind kind, String words, Optional<Duration> pause) {
    return new ServiceFailure(kind, secrets.hide(name + " " + words), pause);
  }
}
