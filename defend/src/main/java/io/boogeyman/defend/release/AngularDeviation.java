package io.boogeyman.defend.release;

/**
 * Maximising angular deviation (MAD): the answer within a ball around the victim's own that turns
 * the gradient of a thief's loss furthest from where it should point.
 *
 * <p>Orekondy, Schiele and Fritz, "Prediction poisoning: towards defenses against DNN model
 * stealing attacks" (ICLR 2020), section 4. They have a gradient a class computed, row by row, into
 * a matrix G, and compare Gᵀỹ with Gᵀy. Of the last layer, which they use, G_k = (p̂ − e_k) ⊗ h
 * with the thief's own posterior p̂ and features h, so that Gᵀỹ = (p̂ − ỹ) ⊗ h: h falls out of
 * every angle, and the objective is that of p̂ − ỹ and p̂ − y alone. What took K passes backwards
 * takes one over the classes.
 *
 * <p>Cost: O(K) for any label, a sort of K where the label is kept. It departs from the authors'
 * code where the label is kept among more than ten classes: {@link KeptLabelGoals}.
 *
 * @param epsilon the ball's radius
 * @param ball the ball's kind
 * @param keepsLabel whether the top class stays the top class
 * @param deviation what is maximised
 */
record AngularDeviation(double epsilon, Ball ball, boolean keepsLabel, Deviation deviation) {

  /**
   * The answer.
   *
   * @param y the victim's, on the simplex
   * @param guess p̂, on the simplex: what a thief's network makes of the image
   * @return on the simplex, within the ball
   */
  double[] perturb(double[] y, double[] guess) {
    double[] goal = goal(y, guess);
    return Simplex.between(y, goal, ball.step(y, goal, epsilon));
  }

  /** What the answer goes towards. */
  double[] goal(double[] y, double[] guess) {
    Angle angle = new Angle(y, guess);
    boolean turns = deviation == Deviation.ANGLE && angle.isDefined();
    if (keepsLabel) {
      return new KeptLabelGoals(y, guess, turns).best();
    }
    double[] goal = new double[y.length];
    goal[turns ? furthest(angle, guess) : least(y)] = 1;
    return goal;
  }

  private static int furthest(Angle angle, double[] guess) {
    int furthest = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < guess.length; k++) {
      double turned = angle.deviation(angle.difference(k), guess[k], 1, 1);
      if (turned > most) {
        most = turned;
        furthest = k;
      }
    }
    return furthest;
  }

  /** ‖e_k − y‖² = 1 − 2 y_k + ‖y‖². */
  private static int least(double[] y) {
    int least = 0;
    for (int k = 1; k < y.length; k++) {
      if (y[k] < y[least]) {
        least = k;
      }
    }
    return least;
  }
}
