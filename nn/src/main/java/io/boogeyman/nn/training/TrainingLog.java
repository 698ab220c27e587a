package io.boogeyman.nn.training;

import java.util.List;

/**
 * How a training went.
 *
 * @param epochs every epoch, in order
 * @param best number of the epoch whose weights the network has now: the last with the best
 *     validation agreement, or simply the last where there is no validation
 */
public record TrainingLog(List<Epoch> epochs, int best) {

  /** Time spent in epochs, without pauses between resumed parts. */
  public double seconds() {
    return epochs.stream().mapToDouble(Epoch::seconds).sum();
  }
}
