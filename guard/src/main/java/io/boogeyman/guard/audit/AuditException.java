package io.boogeyman.guard.audit;

/** The audit log cannot be read or written, or takes no more. The message is one line. */
public final class AuditException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuditException(String message, Throwable cause) {
    super(message, cause);
  }

  AuditException(String message) {
    super(message);
  }
}
