package io.boogeyman.guard.server;

import java.time.Duration;

/**
 * What a client may cost at most.
 *
 * @param bodyBytes of a request, unpacked: packed ones are refused
 * @param heldBytes of all requests together that are not answered yet; reading them takes up to
 *     three times as much
 * @param images a request
 * @param pixels of a request's image files together, decoded
 * @param headerBytes of a request
 * @param head from the first byte of a request to the last of its headers
 * @param sending from the headers of a request to the end of its body
 * @param answering from there to the answer
 * @param connections at once
 * @param workers requests that are worked on at once
 * @param queue requests that wait for a worker; more are refused at once
 */
public record Limits(
    int bodyBytes,
    long heldBytes,
    int images,
    long pixels,
    int headerBytes,
    Duration head,
    Duration sending,
    Duration answering,
    int connections,
    int workers,
    int queue) {

  /**
   * 64 MiB, an eighth of the heap for all, 1,024 images, 50 megapixels, 10 seconds for headers, 30
   * for bodies, a minute for answers.
   */
  public static final Limits USUAL =
      new Limits(
          64 << 20,
          Runtime.getRuntime().maxMemory() / 8,
          1024,
          50_000_000,
          16 << 10,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          10_000,
          64,
          1024);

  /**
   * @throws IllegalArgumentException if a limit is not positive
   */
  public Limits {
    boolean positive =
        bodyBytes > 0
            && heldBytes > 0
            && images > 0
            && pixels > 0
            && headerBytes > 0
            && connections > 0
            && workers > 0
            && queue > 0;
    if (!positive || !isPositive(head) || !isPositive(sending) || !isPositive(answering)) {
      throw new IllegalArgumentException("each limit of the gateway must be over 0");
    }
  }

  private static boolean isPositive(Duration time) {
    return !time.isZero() && !time.isNegative();
  }
}
