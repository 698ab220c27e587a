package io.boogeyman.nn.image;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A set in several parts of about equal size that share no group, each class divided alike.
 * O(groups × parts).
 *
 * <p>The groups of a class are shuffled, and each goes to the part that has fewest images of the
 * class by then, of equals to the one that has fewest in all.
 */
public final class Parts {
  private final ImageSet images;
  private final int count;
  private final int[] partOf;

  /**
   * @param count how many parts, at least 1
   * @throws IllegalArgumentException if there are fewer images than parts
   */
  public Parts(ImageSet images, int count, Seed seed) {
    if (count < 1 || count > images.size()) {
      throw new IllegalArgumentException(
          "%s has %d images, which make no %d parts"
              .formatted(images.name(), images.size(), count));
    }
    this.images = images;
    this.count = count;
    this.partOf = new int[images.size()];
    int[] inAll = new int[count];
    Strata.of(images)
        .forEach(
            (label, groups) -> deal(new ArrayList<>(groups), seed.derive("parts", label), inAll));
  }

  private void deal(List<List<Integer>> groups, Seed seed, int... inAll) {
    int[] ofClass = new int[count];
    for (int place : seed.permutation(groups.size())) {
      List<Integer> group = groups.get(place);
      int part = poorest(ofClass, inAll);
      group.forEach(image -> partOf[image] = part);
      ofClass[part] += group.size();
      inAll[part] += group.size();
    }
  }

  private int poorest(int[] ofClass, int... inAll) {
    int poorest = 0;
    for (int part = 1; part < count; part++) {
      boolean poorer =
          ofClass[part] < ofClass[poorest]
              || (ofClass[part] == ofClass[poorest] && inAll[part] < inAll[poorest]);
      poorest = poorer ? part : poorest;
    }
    return poorest;
  }

  /**
   * Some of the parts, as one set.
   *
   * @param from the first, counted from 1
   * @param to the last
   * @throws IllegalArgumentException if there are no such parts
   */
  public ImageSet part(int from, int to) {
    if (from < 1 || to < from || to > count) {
      throw new IllegalArgumentException(
          "there are parts 1 to %d, and no parts %d to %d".formatted(count, from, to));
    }
    int[] members =
        IntStream.range(0, partOf.length)
            .filter(i -> partOf[i] + 1 >= from && partOf[i] + 1 <= to)
            .toArray();
    if (members.length == 0) {
      throw new IllegalArgumentException(
          "part %d of %d of %s holds no image: it has fewer groups than that"
              .formatted(from, count, images.name()));
    }
    String which = from == to ? Integer.toString(from) : from + "-" + to;
    return images.subset("part " + which + " of " + count, members);
  }
}
