package io.boogeyman.nn.training;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Orthogonalises matrices, nearly: keeps their singular vectors and brings their singular values
 * near 1 by five steps of a Newton–Schulz iteration, X ← P X, P = aI + bA + cA², A = XXᵀ, with the
 * coefficients of Jordan et al. (2024), whose singular values end between 0.68 and 1.2 unless they
 * were smaller than about two thousandths of the root of the sum of their squares. That is near
 * enough for a step down a gradient, and cheaper than a decomposition. Departures: in single
 * precision, theirs is in bfloat16; and since every P is a polynomial of the first A, their product
 * is taken, A ← P A P, and meets X at the end alone.
 *
 * <p>Cost: 2 r² c + 17 r³ products for a matrix of r by c, r the smaller; iterated on X it would be
 * 10 r² c + 5 r³, for kernels of 3 by 3 almost three times as much. Of ResNet-20 that is 60 million
 * a step, half of what one image's forward and backward pass takes; of one kernel of 512 filters on
 * 512 channels five thousand million, which is why {@link FlatParameters} leaves out large ones.
 */
final class NewtonSchulz {
  private static final int STEPS = 5;
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;
  private static final double LEAST = 1e-7;

  private NewtonSchulz() {}

  /**
   * The nearly orthogonal matrices.
   *
   * @param matrices M×R×C
   * @return as many of the same shape
   */
  static Tensor orthogonalise(Tensor matrices) {
    boolean tall = matrices.size(1) > matrices.size(2);
    Tensor wide = tall ? matrices.transpose(1, 2) : matrices;
    Tensor first = wide.div(norms(wide).add_(new Scalar(LEAST)));
    Tensor gram = first.matmul(first.transpose(1, 2));
    Tensor product = polynomial(gram);
    Tensor last = product;
    for (int step = 1; step < STEPS; step++) {
      gram = last.matmul(gram).matmul(last);
      last = polynomial(gram);
      product = last.matmul(product);
    }
    Tensor orthogonal = product.matmul(first);
    return tall ? orthogonal.transpose(1, 2) : orthogonal;
  }

  private static Tensor polynomial(Tensor gram) {
    Tensor sum = gram.mul(new Scalar(B)).add_(gram.matmul(gram), new Scalar(C));
    sum.diagonal(0, 1, 2).add_(new Scalar(A));
    return sum;
  }

  private static Tensor norms(Tensor matrices) {
    return matrices.square().sum(1, 2).sqrt_().view(-1, 1, 1);
  }
}
