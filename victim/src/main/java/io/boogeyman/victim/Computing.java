package io.boogeyman.victim;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architecture;
import java.io.IOException;

/**
 * What a model that is asked in this process is computed with.
 *
 * @param threads processor threads, at least 1
 * @param choice chooses the rest for networks of a known architecture
 */
public record Computing(int threads, Choice choice) {

  /** Chooses how a network is computed. */
  @FunctionalInterface
  public interface Choice {

    /**
     * Chooses for a network of this architecture and input.
     *
     * @throws IOException if a choice cannot be read or remembered
     */
    Compute choose(Architecture architecture, ImageShape shape) throws IOException;
  }
}
