package io.boogeyman.defend.release;

/**
 * Reverse sigmoid: r = β(σ(γσ⁻¹(y)) − ½), ỹ = (y − r) / Σ(y − r).
 *
 * <p>Lee, Edwards, Molloy and Su, "Defending against neural network model stealing attacks using
 * deceptive perturbations" (2018). Probabilities are kept 10⁻⁹ from 0 and 1, where σ⁻¹ has no
 * value. As published it may lose the label that the paper says it keeps: y − r is least near 0.05,
 * not at 0, so that with many classes one of probability 0 may pass the top one.
 *
 * @param beta how much is taken away
 * @param gamma how steep it is
 */
record ReverseSigmoidCurve(double beta, double gamma) {
  private static final double EDGE = 1e-9;

  double[] perturb(double[] y) {
    double[] left = new double[y.length];
    for (int k = 0; k < y.length; k++) {
      double p = Math.max(EDGE, Math.min(1 - EDGE, y[k]));
      // σ(γ ln(p/(1−p))) = 1 / (1 + ((1−p)/p)^γ)
      double reversed = beta * (1 / (1 + Math.pow((1 - p) / p, gamma)) - 0.5);
      left[k] = Math.max(0, Math.min(1, p - reversed));
    }
    return Simplex.normalised(left);
  }
}
