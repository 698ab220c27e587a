package io.boogeyman.guard.protocol;

import java.util.Optional;

/**
 * The tensors between clients and gateway.
 *
 * @param input what clients make of images
 * @param output what the one with the answers is called; empty for what it is usually called
 */
public record ClientTensors(TensorInput input, Optional<String> output) {

  /** With an output of the usual name. */
  public static ClientTensors of(TensorInput input) {
    return new ClientTensors(input, Optional.empty());
  }
}
