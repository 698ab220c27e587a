package io.boogeyman.nn.training;

import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Blends each image and its target with another of the batch (Zhang et al. 2018): x' = λx + (1 −
 * λ)x̃, λ ~ Beta(α, α), one λ a batch as in their code.
 */
final class MixUp {
  private final double alpha;
  private final Seed seed;
  private final SplittableRandom random;
  private long batch;

  MixUp(double alpha, Seed seed) {
    this.alpha = alpha;
    this.seed = seed;
    this.random = seed.generator();
  }

  record Mixed(Tensor images, Tensor targets) {}

  Mixed apply(Tensor images, Tensor targets, int count) {
    if (alpha == 0 || count < 2) {
      return new Mixed(images, targets);
    }
    double share = beta();
    int[] order = seed.derive("partners", batch++).permutation(count);
    long[] partners = new long[count];
    Arrays.setAll(partners, i -> order[i]);
    Tensor index = Tensor.create(partners).to(images.device(), torch.ScalarType.Long);
    return new Mixed(blend(images, index, share), blend(targets, index, share));
  }

  private static Tensor blend(Tensor rows, Tensor partners, double share) {
    return rows.mul(new Scalar(share)).add_(rows.index_select(0, partners), new Scalar(1 - share));
  }

  /** Beta(α, α) as the share x / (x + y) of two gamma draws. */
  private double beta() {
    double x = logGamma();
    double y = logGamma();
    return 1 / (1 + Math.exp(y - x));
  }

  /**
   * The logarithm of Gamma(α, 1) by Marsaglia and Tsang 2000: for α &lt; 1, of a draw of Gamma(α +
   * 1) times U^(1/α), which itself would be 0 in floating point for small α, and a share of 0 / 0.
   */
  private double logGamma() {
    double shape = alpha < 1 ? alpha + 1 : alpha;
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      double u = 1 - random.nextDouble();
      if (v > 0 && Math.log(u) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return Math.log(d * v) + (alpha < 1 ? Math.log(1 - random.nextDouble()) / alpha : 0);
      }
    }
  }
}
