package io.boogeyman.victim.service.call;

import java.time.Duration;
import java.util.Optional;

/** One call failed. The message is one line: who, and what went wrong. Never holds a secret. */
public final class ServiceFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** What may be done about it. */
  public enum Kind {
    /** Nobody there, or nobody behind the proxy: ask again for as long as patience lasts. */
    AWAY,
    /** Too many requests: ask again later, for as long as patience lasts. */
    BUSY,
    /** It went wrong once, and may have been paid for: ask again a few times. */
    PASSING,
    /** The same request will fail again. */
    LASTING,
    /** The same, since there is nothing at this address, or not this function. */
    ABSENT,
    /** Fewer images may pass. */
    TOO_LARGE
  }

  private final Kind kind;
  private final transient Optional<Duration> pause;

  /** A failure that says nothing of when to ask again. */
  public ServiceFailure(Kind kind, String message) {
    this(kind, message, Optional.empty());
  }

  /**
   * @param pause how long the service wants to be left alone
   */
  public ServiceFailure(Kind kind, String message, Optional<Duration> pause) {
    super(message);
    this.kind = kind;
    this.pause = pause;
  }

  /** What may be done about it. */
  public Kind kind() {
    return kind;
  }

  /** How long the service wants to be left alone. */
  public Optional<Duration> pause() {
    return pause;
  }

  /** The same failure with more to say of it. */
  ServiceFailure saying(String more) {
    return new ServiceFailure(kind, getMessage() + more, pause);
  }
}
