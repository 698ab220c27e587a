package io.boogeyman.attack.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KMeansTest {

  @Test
  void centres_are_the_means_of_groups_far_apart() {
    float[][] points = {{0, 0}, {10, 10}, {0, 2}, {10, 12}, {2, 1}, {13, 11}};
    for (int seed = 0; seed < 20; seed++) {
      float[][] centres = KMeans.centres(points, 2, new SplittableRandom(seed));
      assertThat(Arrays.stream(centres).map(Arrays::toString))
          .containsExactlyInAnyOrder("[0.6666667, 1.0]", "[11.0, 11.0]");
    }
  }

  @Test
  void there_are_no_more_centres_than_different_points() {
    float[][] points = {{1}, {1}, {3}, {1}, {3}};
    assertThat(KMeans.centres(points, 4, new SplittableRandom(1)).length).isEqualTo(2);
  }
}
