package io.boogeyman.nn.training;

import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Steps down the gradient of a loss. */
@SuppressWarnings("try") // a guard is there to be closed, not to be read
record GradientStep(
    Network network, Compute compute, FlatParameters parameters, WeightUpdate update) {

  /**
   * Takes one step; what it makes belongs to the caller's scope.
   *
   * @param images N×3×H×W
   * @param loss of the logits, N×K
   * @param rate the learning rate
   * @param number steps taken before
   * @return the loss before the step
   */
  double take(Tensor images, UnaryOperator<Tensor> loss, double rate, long number) {
    Tensor value = loss.apply(compute.forward(() -> network.forward(images)));
    parameters.gradients().zero_();
    value.backward();
    try (NoGradGuard noGradients = new NoGradGuard()) {
      update.apply(parameters, rate, number);
    }
    return value.item_float();
  }
}
