package io.boogeyman.defend.extraction;

/** From which share of the model on to warn. */
record WarningLimit(double share) {
  WarningLimit {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "a warning limit must be over 0 and at most 1, not " + share);
    }
  }

  boolean isReached(double by) {
    return by >= share;
  }
}
