package io.boogeyman.cli.command;

import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.weights.SavedNetwork;
import java.io.IOException;

/**
 * A victim that detectors look into.
 *
 * @param saved closed with this
 * @param compute how it is computed
 */
record WatchedVictim(SavedNetwork saved, Compute compute) implements AutoCloseable {

  /**
   * Opens one.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException in one line, if it cannot be looked into
   */
  static WatchedVictim open(VictimOptions victim, CommonOptions common) throws IOException {
    SavedNetwork saved = victim.network(common);
    try {
      Network network = saved.network();
      return new WatchedVictim(saved, common.compute(network.architecture(), network.shape()));
    } catch (IOException | RuntimeException e) {
      saved.close();
      throw e;
    }
  }

  Network network() {
    return saved.network();
  }

  @Override
  public void close() {
    saved.close();
  }
}
