package io.boogeyman.defend.release;

/**
 * Adaptive misinformation: ỹ = (1 − a) y + a ȳ with another model's ȳ and a = 1/(1 + exp(ν(s −
 * τ))), s = max y: the less sure the victim is, the more a client hears of the other.
 *
 * <p>Kariyappa and Qureshi, "Defending against model stealing attacks with adaptive misinformation"
 * (CVPR 2020), equations 3 and 4.
 *
 * @param nu ν, how sharply one gives way to the other
 * @param tau τ, the confidence at which both have half
 * @param other closed with this
 */
record Misinformation(double nu, double tau, WrongModel other) implements Perturbation {
  /** Below this weight nothing of the other model is left in single precision. */
  private static final double NOTHING = 1e-9;

  /** a, from 0 to 1. */
  double weight(double confidence) {
    return 1 / (1 + Math.exp(nu * (confidence - tau)));
  }

  /** The other model is not asked where it would not be heard. */
  @Override
  public double[] perturb(double[] y, Query query) {
    double weight = weight(y[Simplex.top(y)]);
    return weight < NOTHING ? y.clone() : Simplex.between(y, other.answer(y, query), weight);
  }

  @Override
  public void close() {
    other.close();
  }
}
