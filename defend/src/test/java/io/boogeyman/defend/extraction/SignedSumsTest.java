package io.boogeyman.defend.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.random.Seed;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SignedSumsTest {

  @Test
  void keep_lengths_on_average() {
    SplittableRandom chance = new SplittableRandom(1);
    double ratio = 0;
    for (int i = 0; i < 100; i++) {
      float[] vector = new float[512];
      for (int d = 0; d < vector.length; d++) {
        vector[d] = (float) (1 + chance.nextGaussian());
      }
      ratio += squares(new SignedSums(new Seed(i), 512, 32).of(vector)) / squares(vector) / 100;
    }
    assertThat(ratio).isBetween(.9, 1.1);
  }

  private static double squares(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return sum;
  }
}
