package io.boogeyman.nn.training;

import java.util.List;

/**
 * How a training went.
 *
 * @param epochs every epoch, in order
 * @param kept number of the epoch whose weights the network has now: the last whose held-out
 *     agreement is within a standard error of the best, or simply the last where nothing is held
 *     out
 */
public record TrainingLog(List<Epoch> epochs, int kept) {

  /** The held-out agreement of the epoch that was kept; 0 where nothing was held out. */
  public double agreement() {
    return epochs.get(kept - 1).agreement();
  }

  /** Time spent in epochs, without pauses between resumed parts. */
  public double seconds() {
    return epochs.stream().mapToDouble(Epoch::seconds).sum();
  }
}
