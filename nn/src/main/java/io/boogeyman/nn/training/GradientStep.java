package io.boogeyman.nn.training;

import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Steps down the gradient of a loss. */
@SuppressWarnings("try") // a guard is there to be closed, not to be read
record GradientStep(
    Network network, Compute compute, FlatParameters parameters, WeightUpdate update, Loss loss) {

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
    Tensor value = loss.of(logits, targets);
    parameters.gradients().zero_();
    value.backward();
    try (NoGradGuard noGradients = new NoGradGuard()) {
      update.apply(parameters, rate, number);
    }
    return value.item_float();
  }
}
