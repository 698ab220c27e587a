package io.boogeyman.defend.stateless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.observation.Matrix;
import io.boogeyman.defend.observation.Observation;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNeighboursTest {
  private static final int WIDTH = 7;

  private static Observation drawn(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] features = new float[count * WIDTH];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    return new Observation(new Matrix(new float[count], 1), List.of(new Matrix(features, WIDTH)));
  }

  /** All distances in double precision, sorted. */
  private static double kthDistance(float[] query, Matrix bank, int neighbour) {
    return IntStream.range(0, bank.rows())
        .mapToDouble(i -> distance(query, bank.row(i)))
        .sorted()
        .skip(neighbour - 1)
        .findFirst()
        .orElseThrow();
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int d = 0; d < WIDTH; d++) {
      double away = one[d] / length(one) - other[d] / length(other);
      sum += away * away;
    }
    return Math.sqrt(sum);
  }

  private static double length(float[] row) {
    double sum = 0;
    for (float value : row) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 150})
  void scores_are_the_distances_that_all_pairs_give(int neighbour) {
    Observation own = drawn(1, 150);
    Observation queries = drawn(2, 40);

    double[] scores = new NearestNeighbours(own, neighbour, new Seed(1)).scores(queries);

    for (int i = 0; i < scores.length; i++) {
      double expected = kthDistance(queries.features().row(i), own.features(), neighbour);
      assertThat(scores[i]).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void an_own_image_is_its_own_nearest_neighbour() {
    Observation own = drawn(1, 50);

    double[] scores = new NearestNeighbours(own, 1, new Seed(1)).scores(own);

    assertThat(Arrays.stream(scores).max().orElseThrow()).isLessThan(1e-3);
  }
}
