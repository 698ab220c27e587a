package io.boogeyman.defend.release;

import java.util.random.RandomGenerator;

/**
 * Gaussian noise on every probability, and from there to the nearest point of the simplex, where
 * the literature leaves what is no probability vector any more.
 *
 * @param deviation the standard deviation of the noise
 */
record Noise(double deviation) {

  double[] perturb(double[] y, RandomGenerator random) {
    double[] noisy = new double[y.length];
    for (int k = 0; k < noisy.length; k++) {
      noisy[k] = y[k] + deviation * random.nextGaussian();
    }
    return Simplex.nearest(noisy, 1);
  }
}
