package io.boogeyman.defend.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusteringTest {
  private static final OwnerImages OWN = new Gallery(6, 8, .5).own(300);

  @Test
  void finds_clouds_that_lie_apart() {
    int[] assigned =
        Clustering.of(OWN.embeddings(), 8, 6, new Seed(1)).nearest(OWN.embeddings(), i -> 0);
    assertThat(InformationGain.bits(OWN.answers(), assigned))
        .isEqualTo(InformationGain.entropy(OWN.answers()));
  }

  @Test
  void is_the_same_with_the_same_seed() {
    int[][] twice =
        IntStream.range(0, 2)
            .mapToObj(i -> Clustering.of(OWN.embeddings(), 8, 20, new Seed(3)))
            .map(centres -> centres.nearest(OWN.embeddings(), i -> 0))
            .toArray(int[][]::new);
    assertThat(twice[0]).isEqualTo(twice[1]);
  }

  @Test
  void has_a_centre_in_the_middle_of_its_points() {
    float[] points = {1, 2, 3, 101, 102, 103};
    Centres centres = Clustering.of(points, 1, 2, new Seed(1));
    int near = centres.nearest(points, 0, 0);
    assertThat(centres.distance(new float[] {2}, 0, near)).isZero();
    assertThat(centres.distance(new float[] {102}, 0, 1 - near)).isZero();
  }

  @Test
  void the_nearest_centre_does_not_depend_on_the_guess() {
    Centres centres = Clustering.of(OWN.embeddings(), 8, 20, new Seed(4));
    int[] expected = centres.nearest(OWN.embeddings(), i -> 0);
    assertThat(centres.nearest(OWN.embeddings(), i -> i % 20)).isEqualTo(expected);
  }

  @Test
  void has_no_more_centres_than_points_that_differ() {
    float[] points = new float[100];
    Arrays.fill(points, 50, 100, 1);
    assertThat(Clustering.of(points, 1, 10, new Seed(1)).count()).isEqualTo(2);
  }
}
