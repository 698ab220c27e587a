package io.boogeyman.attack.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.attack.ColourImages;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClustersTest {
  private static final ImageSet POOL = new ColourImages("pool", 600);
  private static final Clusters CLUSTERS = Clusters.of(POOL, new CellColours(), new Seed(1));

  @Test
  void images_of_a_cluster_look_alike() {
    int[] colours = IntStream.range(0, CLUSTERS.coarseOf().length).map(c -> -1).toArray();
    for (int image = 0; image < POOL.size(); image++) {
      int cluster = CLUSTERS.fineOf()[image];
      assertThat(colours[cluster]).isIn(-1, image % 3);
      colours[cluster] = image % 3;
    }
  }

  @Test
  void every_fine_cluster_is_of_a_coarse_one() {
    assertThat(CLUSTERS.coarseOf()).isSorted().startsWith(0).endsWith(29);
    assertThat(Arrays.stream(CLUSTERS.fineOf()).max().orElseThrow())
        .isLessThan(CLUSTERS.coarseOf().length);
  }

  @Test
  void bandit_draws_every_image_of_every_cluster_once() {
    ClusterBandit bandit = new ClusterBandit(CLUSTERS, new Seed(1));
    var random = new Seed(2).generator();
    assertThat(IntStream.range(0, 600).map(i -> bandit.draw(random)).toArray())
        .containsExactlyInAnyOrder(IntStream.range(0, 600).toArray());
  }
}
