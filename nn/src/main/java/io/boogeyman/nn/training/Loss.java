package io.boogeyman.nn.training;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** An {@link Objective} as a computation on tensors. */
@FunctionalInterface
interface Loss {

  /**
   * The mean over a batch, in the caller's scope.
   *
   * @param logits N×K, in any precision
   * @param targets N×K
   */
  Tensor of(Tensor logits, Tensor targets);

  /** For a training on these targets. */
  static Loss of(Objective objective, Targets targets) {
    if (objective instanceof Objective.Balanced balanced) {
      UnaryOperator<Tensor> raise = raise(targets, balanced.strength());
      return (logits, rows) -> crossEntropy(raise.apply(logits), rows);
    }
    if (objective instanceof Objective.Tempered tempered) {
      UnaryOperator<Tensor> raise = raise(targets, tempered.strength());
      return (logits, rows) -> tempered(raise.apply(logits), rows, tempered);
    }
    return Loss::crossEntropy;
  }

  /** −(1/N) Σᵢ Σₖ tᵢₖ log softmax(zᵢ)ₖ. */
  static Tensor crossEntropy(Tensor logits, Tensor targets) {
    return torch
        .log_softmax(logits.to(torch.ScalarType.Float), 1)
        .mul(targets)
        .sum()
        .mul(new Scalar(-1.0 / targets.size(0)));
  }

  /**
   * Each class's share of all targets, as if each had been named once more than it was: a class
   * that no target names is rare, not impossible.
   */
  static double[] frequencies(Targets targets) {
    int classes = targets.classes();
    double[] sums = new double[classes];
    for (int i = 0; i < targets.size(); i++) {
      float[] row = new float[classes];
      targets.write(i, row, 0);
      for (int k = 0; k < classes; k++) {
        sums[k] += row[k];
      }
    }
    for (int k = 0; k < classes; k++) {
      sums[k] = (sums[k] + 1) / (targets.size() + classes);
    }
    return sums;
  }

  /** Adds τ log π to logits; leaves them as they are where τ is 0. */
  private static UnaryOperator<Tensor> raise(Targets targets, double strength) {
    if (strength == 0) {
      return logits -> logits;
    }
    double[] frequencies = frequencies(targets);
    float[] raise = new float[frequencies.length];
    for (int k = 0; k < raise.length; k++) {
      raise[k] = (float) (strength * Math.log(frequencies[k]));
    }
    return logits ->
        logits
            .to(torch.ScalarType.Float)
            .add(Tensor.create(raise).to(logits.device(), torch.ScalarType.Float));
  }

  private static Tensor tempered(Tensor logits, Tensor targets, Objective.Tempered how) {
    Scalar inverse = new Scalar(1 / how.temperature());
    Tensor soft = torch.softmax(targets.clamp_min(new Scalar(how.least())).log_().mul_(inverse), 1);
    Tensor cool = logits.to(torch.ScalarType.Float).mul(inverse);
    return crossEntropy(cool, soft).mul(new Scalar(how.temperature() * how.temperature()));
  }
}
