package io.boogeyman.defend.extraction;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a partition tells of labels: IG(S, T) = H(S) − Σ |leaf|/|S| · H(leaf), in bits (Quinlan
 * 1986, "Induction of decision trees", section 4; Kesarwani et al. 2017, section 3).
 *
 * <p>It is computed as H(S) + H(T) − H(S, T), which is the same, and needs no table of labels times
 * leaves. Cost: a sort.
 */
public final class InformationGain {
  private InformationGain() {}

  /**
   * The gain, from 0 to {@link #entropy} of the labels.
   *
   * @param labels of the things, any numbers
   * @param leaves where each of them lies, any numbers
   * @throws IllegalArgumentException if they are not as many, or none
   */
  public static double bits(int[] labels, int[] leaves) {
    if (labels.length != leaves.length) {
      throw new IllegalArgumentException(
          "%d labels in %d places".formatted(labels.length, leaves.length));
    }
    long[] both =
        IntStream.range(0, labels.length)
            .mapToLong(i -> (long) leaves[i] << Integer.SIZE | (labels[i] & 0xffff_ffffL))
            .toArray();
    return Math.max(0, entropy(labels) + entropy(leaves) - entropy(both));
  }

  /**
   * Entropy of labels, in bits.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static double entropy(int[] labels) {
    return entropy(Arrays.stream(labels).asLongStream().toArray());
  }

  private static double entropy(long[] labels) {
    if (labels.length == 0) {
      throw new IllegalArgumentException("the entropy of no labels");
    }
    long[] sorted = labels.clone();
    Arrays.sort(sorted);
    double sum = 0;
    int from = 0;
    for (int to = 1; to <= sorted.length; to++) {
      if (to == sorted.length || sorted[to] != sorted[from]) {
        sum += (to - from) * Math.log(to - from);
        from = to;
      }
    }
    double count = sorted.length;
    return Math.max(0, (Math.log(count) - sum / count) / Math.log(2));
  }
}
