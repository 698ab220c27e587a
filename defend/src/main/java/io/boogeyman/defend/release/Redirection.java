package io.boogeyman.defend.release;

/**
 * GRAD²: the answer within ε (L1) whose gradient, in a thief's network, points furthest against
 * that of the victim's own: minimises ⟨Gᵀỹ, Gᵀy⟩.
 *
 * <p>Mazeika, Li and Forsyth, "How to steer your adversary: targeted and efficient model stealing
 * defenses with gradient redirection" (ICML 2022), section 4, restricted to the last layer. There
 * the derivative by ỹ_k is ‖h‖²(y_k − p̂_k) and a constant, so that the programme is linear with
 * the costs y − p̂. Without the label kept it is the authors' greedy move of mass, exactly; with
 * it, that of {@link MassTransfer}.
 *
 * @param epsilon L1 distance, at most
 * @param keepsLabel whether the top class stays the top class
 */
record Redirection(double epsilon, boolean keepsLabel) {

  /**
   * The answer.
   *
   * @param guess p̂: what a thief's network makes of the image
   */
  double[] perturb(double[] y, double[] guess) {
    double[] costs = new double[y.length];
    for (int k = 0; k < costs.length; k++) {
      costs[k] = y[k] - guess[k];
    }
    MassTransfer transfer = new MassTransfer(costs);
    return keepsLabel
        ? transfer.cheapestKeepingLabel(y, epsilon, LeastInformative.LEAD)
        : transfer.cheapest(y, epsilon);
  }
}
