package io.boogeyman.defend.extraction;

import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Information gain as a share of what there is to gain: 0 for a partition that has nothing to do
 * with the labels, 1 for the labels' own.
 *
 * <p>The paper divides the proxy's gain by the source's. With many classes and few images a share,
 * any partition seems to tell much: a random one into 100 leaves, of 2,000 images of 100 classes,
 * more than a third of all bits. So what the partition tells of shuffled labels is taken off above
 * and below (adjusted mutual information, Vinh, Epps and Bailey 2010; the expectation from a few
 * shuffles that never change, since the formula takes labels times leaves times images).
 */
final class GainScale {
  private static final int SHUFFLES = 4;

  private final int[] labels;
  private final int[][] shuffled;
  private final double entropy;

  GainScale(int[] labels, Seed seed) {
    this.labels = labels;
    this.shuffled =
        IntStream.range(0, SHUFFLES)
            .mapToObj(i -> shuffled(labels, seed.derive("shuffle", i)))
            .toArray(int[][]::new);
    this.entropy = InformationGain.entropy(labels);
  }

  private static int[] shuffled(int[] labels, Seed seed) {
    return Arrays.stream(seed.permutation(labels.length)).map(i -> labels[i]).toArray();
  }

  /** In [0, 1]. */
  double share(int[] leaves) {
    double chance =
        Arrays.stream(shuffled)
            .mapToDouble(labels -> InformationGain.bits(labels, leaves))
            .average()
            .orElseThrow();
    double gained = InformationGain.bits(labels, leaves) - chance;
    return gained <= 0 ? 0 : Math.min(1, gained / (entropy - chance));
  }
}
