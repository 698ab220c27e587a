package io.boogeyman.nn.training;

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
      double[] raise = balanced.strength() == 0 ? new double[0] : frequencies(targets);
      return (logits, rows) -> crossEntropy(raised(logits, raise, balanced.strength()), rows);
    }
    if (objective instanceof Objective.Tempered tempered) {
      return (logits, rows) -> tempered(logits, rows, tempered);
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

  private static Tensor raised(Tensor logits, double[] frequencies, double strength) {
    if (frequencies.length == 0) {
      return logits;
    }
    float[] raise = new float[frequencies.length];
    for (int k = 0; k < raise.length; k++) {
      raise[k] = (float) (strength * Math.log(frequencies[k]));
    }
    return logits
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
