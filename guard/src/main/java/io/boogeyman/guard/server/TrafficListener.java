package io.boogeyman.guard.server;

import java.time.Duration;

/** Is told of requests, in any thread; must not wait. What a policy decides it tells elsewhere. */
public interface TrafficListener {
  /** Told of nothing. */
  TrafficListener NONE = new TrafficListener() {};

  /**
   * A request was answered or refused.
   *
   * @param protocol as in "open-inference-grpc"
   * @param status of HTTP, or what it would be
   * @param took since its headers came in
   */
  default void answered(String protocol, int status, Duration took) {}

  /** A request was refused at once, since too many wait already. */
  default void shed(String protocol) {}

  /** The gateway itself went wrong. */
  default void failed(Throwable cause) {}
}
