package io.boogeyman.defend.release;

import io.boogeyman.core.prediction.Answer;
import java.util.SplittableRandom;

/**
 * Vectors as victims give them and as they may give them: Dirichlet of several concentrations, with
 * classes of exactly 0, one of exactly 1, ties among all and among the first, rounded ones; of 2 to
 * 1,000 classes, as many short ones as long ones.
 */
final class RandomVectors {
  private static final double[] CONCENTRATIONS = {0.01, 0.1, 1, 10, 1000};

  private final SplittableRandom random;

  RandomVectors(long seed) {
    this.random = new SplittableRandom(seed);
  }

  int classes() {
    return (int) Math.round(2 * Math.pow(500, random.nextDouble()));
  }

  Answer.Vector vector(int classes) {
    return switch (random.nextInt(6)) {
      case 0 -> sure(classes);
      case 1 -> alike(classes);
      case 2 -> tied(classes);
      case 3 -> rounded(dirichlet(classes));
      default -> new Answer.Vector(dirichlet(classes));
    };
  }

  double[] point(int classes) {
    return Simplex.of(new Answer.Vector(dirichlet(classes)));
  }

  private Answer.Vector sure(int classes) {
    float[] values = new float[classes];
    values[random.nextInt(classes)] = 1;
    return new Answer.Vector(values);
  }

  private Answer.Vector alike(int classes) {
    float[] values = new float[classes];
    java.util.Arrays.fill(values, 1f / classes);
    return new Answer.Vector(values);
  }

  /** The two largest are equal, somewhere. */
  private Answer.Vector tied(int classes) {
    float[] values = dirichlet(classes);
    int top = new Answer.Vector(values).top();
    int other = random.nextInt(classes);
    float half = (values[top] + values[other]) / 2;
    values[top] = half;
    values[other] = half;
    return new Answer.Vector(values);
  }

  private static Answer.Vector rounded(float[] values) {
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.round(values[k] * 100) / 100f;
    }
    return new Answer.Vector(values);
  }

  private float[] dirichlet(int classes) {
    double concentration = CONCENTRATIONS[random.nextInt(CONCENTRATIONS.length)];
    boolean zeros = random.nextInt(3) == 0;
    double[] weights = new double[classes];
    for (int k = 0; k < classes; k++) {
      weights[k] = zeros && random.nextBoolean() ? 0 : gamma(concentration);
    }
    Simplex.normalised(weights);
    float[] values = new float[classes];
    for (int k = 0; k < classes; k++) {
      values[k] = (float) weights[k];
    }
    return values;
  }

  /** Marsaglia and Tsang (2000); a shape under 1 by a power of a uniform number. */
  private double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
