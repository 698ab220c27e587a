package io.boogeyman.attack.journal;

/** The journal cannot be read or written: a full disk, a damaged file. */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
