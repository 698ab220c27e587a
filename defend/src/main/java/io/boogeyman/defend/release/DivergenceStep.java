package io.boogeyman.defend.release;

/**
 * How far one may go from a vector y towards a goal v before the divergence Σ y log(y/ỹ) of ỹ = y +
 * α(v − y) exceeds a bound.
 *
 * <p>The divergence is convex in α and 0 at α = 0. Newton's method comes from above, where it
 * converges without overshooting; it begins at the point where it would be if no class of y were
 * among the goal's, α = 1 − exp(−ε), which is within the bound. Cost: some six passes over the
 * classes of the goal; the others all have the ratio 1/(1 − α).
 */
final class DivergenceStep {
  private static final int ITERATIONS = 60;

  private final double[] mass;
  private final double[] ratios;
  private final double rest;
  private int count;

  DivergenceStep(double[] y, double[] goal) {
    this.mass = new double[y.length];
    this.ratios = new double[y.length];
    double outside = 0;
    for (int k = 0; k < y.length; k++) {
      if (y[k] > 0 && goal[k] > 0) {
        mass[count] = y[k];
        ratios[count++] = goal[k] / y[k] - 1;
      } else {
        outside += y[k];
      }
    }
    this.rest = outside;
  }

  /** The largest α in [0, 1] within the bound, to 10⁻⁹ of the bound. */
  double longest(double epsilon) {
    if (divergence(1) <= epsilon) {
      return 1;
    }
    double aim = epsilon * (1 - 1e-10);
    double low = 0;
    double high = 1;
    double step = -Math.expm1(-epsilon);
    for (int i = 0; i < ITERATIONS && high - low > 1e-15; i++) {
      double divergence = divergence(step);
      if (divergence <= epsilon) {
        low = step;
        if (divergence >= epsilon * (1 - 1e-9)) {
          break;
        }
      } else {
        high = step;
      }
      double next = step - (divergence - aim) / slope(step);
      step = next > low && next < high ? next : (low + high) / 2;
    }
    return low;
  }

  private double divergence(double step) {
    double sum = rest > 0 ? rest * Math.log1p(-step) : 0;
    for (int i = 0; i < count; i++) {
      sum += mass[i] * Math.log1p(step * ratios[i]);
    }
    return -sum;
  }

  private double slope(double step) {
    double sum = rest > 0 ? -rest / (1 - step) : 0;
    for (int i = 0; i < count; i++) {
      sum += mass[i] * ratios[i] / (1 + step * ratios[i]);
    }
    return -sum;
  }
}
