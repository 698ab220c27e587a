package io.boogeyman.defend.release;

/**
 * Only probabilities that reach a cutoff; the others are 0, and nothing is renormalised, as in
 * top-k answers. The largest is always told: of zeros alone a client would read the first class.
 *
 * @param cutoff what a probability must reach
 */
record Cutoff(double cutoff) {

  double[] perturb(double[] y) {
    int top = Simplex.top(y);
    double[] kept = new double[y.length];
    for (int k = 0; k < y.length; k++) {
      kept[k] = k == top || y[k] >= cutoff ? y[k] : 0;
    }
    return kept;
  }
}
