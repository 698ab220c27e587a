package io.boogeyman.defend.stateless;

import io.boogeyman.defend.detector.StatelessDetector;
import io.boogeyman.defend.observation.Queries;
import io.boogeyman.defend.parameters.Parameters;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;

/**
 * A detector that looks at images and at what the victim computed of them, and that can be kept in
 * a file. Closing it frees what it holds outside Java's heap, never the victim. Used by one thread
 * at a time, unless it is a {@link PassiveDetector}.
 */
public sealed interface ImageDetector extends StatelessDetector<Queries>, AutoCloseable
    permits PassiveDetector, SeparateNetwork, AddedNetwork, Odin {

  /** All that it needs to be the same detector again. */
  Parameters parameters();

  @Override
  default void close() {}

  /**
   * The detector that has these parameters.
   *
   * @param victim whom it watches; copied where the detector needs it, never closed
   * @throws IllegalArgumentException in one line, if they are of none
   */
  static ImageDetector read(Parameters parameters, Network victim, Compute compute) {
    return switch (parameters.kind()) {
      case SeparateNetwork.KIND -> SeparateNetwork.read(parameters, compute);
      case AddedNetwork.KIND -> AddedNetwork.read(parameters, victim, compute);
      case Odin.KIND -> Odin.read(parameters, victim, compute);
      default -> PassiveDetector.read(parameters);
    };
  }
}
