package io.boogeyman.nn.training;

import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Network;
import java.util.Optional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The loss of a step on images with targets and without.
 *
 * @param told of images with targets
 * @param consistency how it is learnt from others
 * @param teacher what says what these are, in evaluation mode
 */
@SuppressWarnings("try") // a guard is there to be closed, not to be read
record RefinedLoss(Loss told, Optional<Consistency> consistency, Network teacher, Compute compute) {

  Tensor ofTold(Tensor logits, Tensor targets) {
    return told.of(logits, targets);
  }

  /**
   * Of images with targets and, behind them, images with guesses.
   *
   * @param logits (N + M)×K
   * @param targets N×K
   * @param guesses M×K
   */
  Tensor ofAll(Tensor logits, Tensor targets, Tensor guesses) {
    long count = targets.size(0);
    Tensor untold = Loss.crossEntropy(logits.narrow(0, count, guesses.size(0)), guesses);
    return told.of(logits.narrow(0, 0, count), targets)
        .add(untold, new Scalar(consistency.orElseThrow().weight()));
  }

  /** What the teacher makes of images, sharpened. */
  Tensor guesses(Tensor images) {
    try (NoGradGuard noGradients = new NoGradGuard()) {
      Tensor logits = compute.forward(() -> teacher.forward(images));
      return sharpened(logits, consistency.orElseThrow().sharpening());
    }
  }

  /**
   * softmax(z / T), which is q_k^(1/T) / Σⱼ q_j^(1/T) of the probabilities q (MixMatch, Berthelot
   * et al. 2019, equation 7).
   */
  static Tensor sharpened(Tensor logits, double temperature) {
    return torch.softmax(logits.to(torch.ScalarType.Float).mul(new Scalar(1 / temperature)), 1);
  }
}
