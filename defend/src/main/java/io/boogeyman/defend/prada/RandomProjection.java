package io.boogeyman.defend.prada;

import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Vectors in few dimensions, their distances nearly kept (Johnson and Lindenstrauss 1984): each
 * dimension is a sum of the values with normal weights.
 *
 * <p>Cost: dimensions times values, in single precision, several dimensions side by side: one sum
 * alone would wait for each of its additions.
 */
public final class RandomProjection {
  private static final int SIDE_BY_SIDE = 4;

  private final int dimensions;
  private final float[][] weights; // a multiple of those that are summed side by side

  /**
   * @param seed the same one gives the same projection
   * @param values of a vector
   * @param dimensions it is projected to
   */
  public RandomProjection(Seed seed, int values, int dimensions) {
    SplittableRandom chance = new SplittableRandom(seed.derive("projection").value());
    this.dimensions = dimensions;
    this.weights = new float[(dimensions + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE * SIDE_BY_SIDE][values];
    double scale = 1 / Math.sqrt(dimensions);
    for (int d = 0; d < dimensions; d++) {
      for (int i = 0; i < values; i++) {
        weights[d][i] = (float) (scale * chance.nextGaussian());
      }
    }
  }

  /** Dimensions of what comes out. */
  public int dimensions() {
    return dimensions;
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
    for (int d = 0; d < projected.length; d += SIDE_BY_SIDE) {
      sum(vector, d, projected);
    }
    return Arrays.copyOf(projected, dimensions);
  }

  private void sum(float[] vector, int from, float[] projected) {
    float[] first = weights[from];
    float[] second = weights[from + 1];
    float[] third = weights[from + 2];
    float[] fourth = weights[from + 3];
    float ofFirst = 0;
    float ofSecond = 0;
    float ofThird = 0;
    float ofFourth = 0;
    for (int i = 0; i < vector.length; i++) {
      float value = vector[i];
      ofFirst += first[i] * value;
      ofSecond += second[i] * value;
      ofThird += third[i] * value;
      ofFourth += fourth[i] * value;
    }
    projected[from] = ofFirst;
    projected[from + 1] = ofSecond;
    projected[from + 2] = ofThird;
    projected[from + 3] = ofFourth;
  }
}
