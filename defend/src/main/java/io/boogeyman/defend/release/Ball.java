package io.boogeyman.defend.release;

/** How far an answer is from the victim's own. */
enum Ball {
  /** The sum of absolute differences, at most 2. */
  L1 {
    @Override
    double most() {
      return 2;
    }

    @Override
    double distance(double[] y, double[] answer) {
      double sum = 0;
      for (int k = 0; k < y.length; k++) {
        sum += Math.abs(y[k] - answer[k]);
      }
      return sum;
    }

    @Override
    double step(double[] y, double[] goal, double epsilon) {
      return Math.min(1, epsilon / (distance(y, goal) + GRAIN));
    }
  },
  /** Euclid's distance, at most √2. */
  L2 {
    @Override
    double most() {
      return Math.sqrt(2);
    }

    @Override
    double distance(double[] y, double[] answer) {
      double sum = 0;
      for (int k = 0; k < y.length; k++) {
        sum += (y[k] - answer[k]) * (y[k] - answer[k]);
      }
      return Math.sqrt(sum);
    }

    @Override
    double step(double[] y, double[] goal, double epsilon) {
      return Math.min(1, epsilon / (distance(y, goal) + GRAIN));
    }
  },
  /** The divergence of Kullback and Leibler, Σ y log(y/ỹ), in nats. */
  KL {
    @Override
    double most() {
      return 100;
    }

    @Override
    double distance(double[] y, double[] answer) {
      double sum = 0;
      for (int k = 0; k < y.length; k++) {
        if (y[k] > 0) {
          sum += y[k] * Math.log(y[k] / answer[k]);
        }
      }
      return sum;
    }

    @Override
    double step(double[] y, double[] goal, double epsilon) {
      return new DivergenceStep(y, goal).longest(epsilon);
    }
  };

  /** Keeps the division from one by zero (the authors' constant). */
  private static final double GRAIN = 1e-7;

  /** A radius beyond which a ball of this kind holds everything, or nearly. */
  abstract double most();

  /** From {@code y} to an answer. */
  abstract double distance(double[] y, double[] answer);

  /** The largest share of the way from {@code y} to a goal that stays within {@code epsilon}. */
  abstract double step(double[] y, double[] goal, double epsilon);
}
