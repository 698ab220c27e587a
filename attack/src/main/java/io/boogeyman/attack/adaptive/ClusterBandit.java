package io.boogeyman.attack.adaptive;

import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A hierarchical bandit over the clusters of a pool: one chooses among the coarse clusters, and one
 * in each of them among its fine ones. The reward of an image goes to both on its way. Images of a
 * fine cluster come in an order of chance, none twice; a cluster that has no more is not chosen.
 */
final class ClusterBandit {
  private final Clusters clusters;
  private final GradientBandit coarse;
  private final GradientBandit[] fine;

  /** The first fine cluster of each coarse one, and at last how many there are. */
  private final int[] first;

  private final int[][] images;
  private final int[] taken;
  private final int[] left;

  /** By image, until it is known what they were worth. */
  private final Map<Integer, Drawn> drawn = new HashMap<>();

  private record Drawn(GradientBandit.Choice coarse, GradientBandit.Choice fine) {}

  /** Prefers none of the clusters. */
  ClusterBandit(Clusters clusters, Seed seed) {
    this.clusters = clusters;
    int[] coarseOf = clusters.coarseOf();
    int parts = coarseOf[coarseOf.length - 1] + 1;
    coarse = new GradientBandit(parts);
    first =
        IntStream.rangeClosed(0, parts)
            .map(c -> (int) Arrays.stream(coarseOf).filter(of -> of < c).count())
            .toArray();
    fine = new GradientBandit[parts];
    Arrays.setAll(fine, c -> new GradientBandit(first[c + 1] - first[c]));
    images = shuffled(seed);
    taken = new int[coarseOf.length];
    left = new int[parts];
    for (int cluster = 0; cluster < coarseOf.length; cluster++) {
      left[coarseOf[cluster]] += images[cluster].length;
    }
  }

  private int[][] shuffled(Seed seed) {
    int[] fineOf = clusters.fineOf();
    int[][] members = new int[clusters.coarseOf().length][];
    int[] counts = new int[members.length];
    Arrays.stream(fineOf).forEach(cluster -> counts[cluster]++);
    Arrays.setAll(members, cluster -> new int[counts[cluster]]);
    for (int image : seed.derive("within clusters").permutation(fineOf.length)) {
      members[fineOf[image]][--counts[fineOf[image]]] = image;
    }
    return members;
  }

  /** Takes one image; there must be one left. */
  int draw(SplittableRandom random) {
    GradientBandit.Choice part = coarse.draw(random, c -> left[c] > 0);
    int c = part.action();
    GradientBandit.Choice within = fine[c].draw(random, f -> isOpen(first[c] + f));
    int cluster = first[c] + within.action();
    left[c]--;
    int image = images[cluster][taken[cluster]++];
    drawn.put(image, new Drawn(part, within));
    return image;
  }

  private boolean isOpen(int cluster) {
    return taken[cluster] < images[cluster].length;
  }

  /** Learns what an image was worth that was drawn. */
  void learn(int image, double reward) {
    Drawn choice = drawn.remove(image);
    coarse.learn(choice.coarse(), reward);
    fine[choice.coarse().action()].learn(choice.fine(), reward);
  }
}
