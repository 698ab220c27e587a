package io.boogeyman.guard.protocol;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.defend.policy.Gate;

/**
 * What clients are offered under a policy.
 *
 * @param gate the policy before its model
 * @param tensors how it is asked, and answers
 */
public record Offer(Gate gate, ClientTensors tensors) {

  /**
   * @throws IllegalArgumentException if tensors and model are of different sizes
   */
  public Offer {
    ImageShape sent = tensors.input().preprocessing().images();
    if (!sent.equals(gate.shape())) {
      throw new IllegalArgumentException(
          "the gateway's tensors are of " + sent + " images, but the model takes " + gate.shape());
    }
  }
}
