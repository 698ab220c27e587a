package io.boogeyman.attack.surrogate;

import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.training.TrainingLog;

/**
 * A thief's copy of a victim.
 *
 * @param network the copy, in evaluation mode
 * @param log how its training went
 */
public record Surrogate(Network network, TrainingLog log) implements AutoCloseable {

  @Override
  public void close() {
    network.close();
  }
}
