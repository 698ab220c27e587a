package io.boogeyman.nn.image;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A set in two parts that share no group, each class divided in the same ratio. O(images).
 *
 * <p>The groups of a class are shuffled and taken while that brings the part nearer to its share of
 * the class; a class of at least two groups is in both parts. A group counts as of the class of its
 * first image. Within each part images keep their order.
 *
 * @param first the share
 * @param second the rest
 */
public record Split(ImageSet first, ImageSet second) {

  /**
   * Splits by the groups that the images themselves tell.
   *
   * @param share of the images of each class that the first part gets, in (0, 1)
   * @throws IllegalArgumentException if the share is not between 0 and 1
   */
  public static Split byGroup(ImageSet images, double share, Seed seed) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("a part's share is between 0 and 1, not " + share);
    }
    boolean[] chosen = new boolean[images.size()];
    Strata.of(images)
        .forEach(
            (label, groups) ->
                choose(new ArrayList<>(groups), share, seed.derive("split", label), chosen));
    return new Split(
        part(images, "share " + share, chosen, true),
        part(images, "rest of " + share, chosen, false));
  }

  private static void choose(
      List<List<Integer>> groups, double share, Seed seed, boolean[] chosen) {
    double target = share * groups.stream().mapToInt(List::size).sum();
    int taken = 0;
    int groupsTaken = 0;
    for (int position : seed.permutation(groups.size())) {
      List<Integer> group = groups.get(position);
      boolean nearer = Math.abs(taken + group.size() - target) <= Math.abs(taken - target);
      boolean firstHasNone = groupsTaken == 0 && groups.size() > 1;
      boolean secondWouldHaveNone = groupsTaken > 0 && groupsTaken == groups.size() - 1;
      if ((nearer || firstHasNone) && !secondWouldHaveNone) {
        group.forEach(image -> chosen[image] = true);
        taken += group.size();
        groupsTaken++;
      }
    }
  }

  private static ImageSet part(ImageSet images, String name, boolean[] chosen, boolean wanted) {
    return images.subset(
        name, IntStream.range(0, chosen.length).filter(i -> chosen[i] == wanted).toArray());
  }
}
