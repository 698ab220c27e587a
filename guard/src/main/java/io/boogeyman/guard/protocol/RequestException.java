package io.boogeyman.guard.protocol;

import io.boogeyman.core.text.OneLine;
import java.io.IOException;

/** A request that cannot be carried out; its message says in one line what would be right. */
public final class RequestException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Fault {
    /** It does not say what it should. */
    MALFORMED,
    /** It asks too much at once. */
    TOO_LARGE,
    /** There is no such model or version. */
    UNKNOWN,
    /** It is written in a way that is not read here. */
    UNSUPPORTED
  }

  private final Fault fault;

  /** Such a fault. */
  public RequestException(Fault fault, String message) {
    super(OneLine.of(message));
    this.fault = fault;
  }

  static RequestException malformed(String message) {
    return new RequestException(Fault.MALFORMED, message);
  }

  static RequestException tooLarge(String message) {
    return new RequestException(Fault.TOO_LARGE, message);
  }

  /** What is wrong. */
  public Fault fault() {
    return fault;
  }
}
