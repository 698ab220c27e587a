package io.boogeyman.nn.training;

/** Training cannot go on. */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainingException(String message) {
    super(message);
  }
}
