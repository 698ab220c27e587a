package io.boogeyman.nn.image;

import io.boogeyman.core.text.OneLine;

/** An image is there but cannot be decoded. */
public final class UnreadableImageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says in one line which image and why. */
  public UnreadableImageException(String message) {
    super(OneLine.of(message));
  }
}
