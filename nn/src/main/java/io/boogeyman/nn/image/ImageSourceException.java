package io.boogeyman.nn.image;

import io.boogeyman.core.text.OneLine;
import java.io.IOException;

/** What was named as a source of images is none, or is broken as a whole: the user's to mend. */
public final class ImageSourceException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says in one line what is wrong, where, and what would be right. */
  public ImageSourceException(String message) {
    super(OneLine.of(message));
  }
}
