package io.boogeyman.core.prediction;

/** The victim could not answer. */
public sealed class PredictionException extends RuntimeException
    permits AccessRefusedException, PartlyAnsweredException {
  private static final long serialVersionUID = 1L;

  /** Says in one line what went wrong and where. */
  public PredictionException(String message, Throwable cause) {
    super(message, cause);
  }
}
