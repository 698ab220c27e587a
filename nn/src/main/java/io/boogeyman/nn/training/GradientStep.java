package io.boogeyman.nn.training;

import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Steps down the gradient of the cross entropy between a network's softmax and its targets. */
@SuppressWarnings("try") // a guard is there to be closed, not to be read
record GradientStep(
    Network network, Compute compute, FlatParameters parameters, WeightUpdate update) {

  /**
   * Takes one step; what it makes belongs to the caller's scope.
   *
   * @param images N×3×H×W
   * @param targets N×K
   * @param rate the learning rate
   * @param number steps taken before
   * @return the mean loss before the step
   */
  double take(Tensor images, Tensor targets, double rate, long number) {
    Tensor logits = compute.forward(() -> network.forward(images));
    Tensor loss = crossEntropy(logits, targets);
    parameters.gradients().zero_();
    loss.backward();
    try (NoGradGuard noGradients = new NoGradGuard()) {
      update.apply(parameters, rate, number);
    }
    return loss.item_float();
  }

  private static Tensor crossEntropy(Tensor logits, Tensor targets) {
    return torch
        .log_softmax(logits.to(torch.ScalarType.Float), 1)
        .mul(targets)
        .sum()
        .mul(new Scalar(-1.0 / targets.size(0)));
  }
}
