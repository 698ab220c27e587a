package io.boogeyman.defend.prada;

import io.boogeyman.core.random.Seed;
import java.util.SplittableRandom;

/**
 * Vectors in few dimensions, their distances nearly kept (Johnson and Lindenstrauss 1984): each
 * dimension is a sum of the values with normal weights.
 *
 * <p>Cost: dimensions times values.
 */
public final class RandomProjection {
  private final float[][] weights;

  /**
   * @param seed the same one gives the same projection
   * @param values of a vector
   * @param dimensions it is projected to
   */
  public RandomProjection(Seed seed, int values, int dimensions) {
    SplittableRandom chance = new SplittableRandom(seed.derive("projection").value());
    weights = new float[dimensions][values];
    double scale = 1 / Math.sqrt(dimensions);
    for (float[] row : weights) {
      for (int i = 0; i < values; i++) {
        row[i] = (float) (scale * chance.nextGaussian());
      }
    }
  }

  /** Dimensions of what comes out. */
  public int dimensions() {
    return weights.length;
  }

  /**
   * Projects a vector.
   *
   * @throws IllegalArgumentException if it is of another length
   */
  public float[] of(float[] vector) {
    if (vector.length != weights[0].length) {
      throw new IllegalArgumentException(
          "a vector of %d values, not of %d".formatted(vector.length, weights[0].length));
    }
    float[] projected = new float[weights.length];
    for (int d = 0; d < projected.length; d++) {
      float[] row = weights[d];
      double sum = 0;
      for (int i = 0; i < row.length; i++) {
        sum += row[i] * vector[i];
      }
      projected[d] = (float) sum;
    }
    return projected;
  }
}
