package io.boogeyman.defend.release;

/**
 * ModelGuard-W: the answer within ε (L1) that says least of the victim's own, with its label:
 * minimises Σ ỹ log(y + 10⁻⁶), where ỹ_top leads by 10⁻⁴.
 *
 * <p>Tang et al., "ModelGuard: information-theoretic defense against model extraction attacks"
 * (USENIX Security 2024), section 5.2. The authors give batches to a solver of linear programmes;
 * {@link MassTransfer} finds the same minimum.
 *
 * @param epsilon L1 distance, at most
 */
record LeastInformative(double epsilon) {
  static final double LEAD = 1e-4;

  /** Keeps the logarithm of 0 finite (the authors' constant). */
  private static final double GRAIN = 1e-6;

  double[] perturb(double[] y) {
    return new MassTransfer(costs(y)).cheapestKeepingLabel(y, epsilon, LEAD);
  }

  static double[] costs(double[] y) {
    double[] costs = new double[y.length];
    for (int k = 0; k < costs.length; k++) {
      costs[k] = Math.log(y[k] + GRAIN);
    }
    return costs;
  }
}
