package io.boogeyman.defend.policy;

import io.boogeyman.defend.release.Exchange;
import java.time.Duration;
import java.util.Optional;

/**
 * A request that the model has answered and the detectors have looked at.
 *
 * @param exchange the images, and the model's own answers
 * @param scores empty if the detectors were too late
 * @param model how long the model took
 * @param detectors how long the detectors were waited for
 */
record ScoredExchange(
    Exchange exchange, Optional<Watch.Scores> scores, Duration model, Duration detectors) {
  boolean late() {
    return scores.isEmpty();
  }
}
