package io.boogeyman.defend.extraction;

import io.boogeyman.core.random.Seed;
import java.util.SplittableRandom;

/**
 * Vectors in few dimensions, their distances kept on average: every value goes, as it is or
 * negated, into one sum of a few (Weinberger et al. 2009, "Feature hashing for large scale
 * multitask learning", lemma 2). Distances are as exact as with normal weights where many values
 * differ, less so where few do.
 *
 * <p>Cost: the values, where weights for all would take values times dimensions.
 */
final class SignedSums {
  private final int[] sumOf;
  private final float[] signs;
  private final int dimensions;

  SignedSums(Seed seed, int values, int dimensions) {
    SplittableRandom chance = seed.derive("signs").generator();
    this.sumOf = seed.derive("sums").permutation(values);
    this.signs = new float[values];
    this.dimensions = dimensions;
    for (int i = 0; i < values; i++) {
      sumOf[i] %= dimensions; // sums of equally many values vary least
      signs[i] = chance.nextBoolean() ? 1 : -1;
    }
  }

  float[] of(float[] vector) {
    float[] sums = new float[dimensions];
    for (int i = 0; i < vector.length; i++) {
      sums[sumOf[i]] += signs[i] * vector[i];
    }
    return sums;
  }
}
