package io.boogeyman.defend.release;

import io.boogeyman.defend.watermark.Trigger;

/** Told which queries a release marks, in the thread that releases. */
@FunctionalInterface
public interface MarkListener {
  /** Hears nothing. */
  MarkListener SILENT = trigger -> {};

  /** A query was marked. */
  void marked(Trigger trigger);
}
