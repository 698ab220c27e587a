package io.boogeyman.core.prediction;

/**
 * The victim answers this client no more, or not now: what was answered before stands, and asking
 * on is in vain.
 */
public final class AccessRefusedException extends PredictionException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message why, in one line
   */
  public AccessRefusedException(String message) {
    super(message, null);
  }
}
