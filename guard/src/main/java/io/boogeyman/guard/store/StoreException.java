package io.boogeyman.guard.store;

/**
 * What must be kept cannot be read or written: a full disk, a damaged file. The message is one
 * line.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same failure, told to another thread. */
  static StoreException again(StoreException failure) {
    return new StoreException(failure.getMessage(), failure);
  }
}
