package io.boogeyman.cli.detect;

import io.boogeyman.core.image.ImageSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Benign clients of several kinds, as orders in which they ask images of a set: real ones are no
 * independent draws.
 */
final class BenignClients {
  private static final int BURST = 20;

  /** What a kind of client asks next; positions in the set. */
  private final Map<String, Function<SplittableRandom, int[]>> kinds = new java.util.TreeMap<>();

  private final int lifetime;

  /**
   * @param images with labels and groups where there are any
   * @param lifetime queries of a client
   */
  BenignClients(ImageSet images, int lifetime) {
    this.lifetime = lifetime;
    int count = images.size();
    kinds.put("anything", chance -> chance.ints(lifetime, 0, count).toArray());
    kinds.put("bursts of one image", chance -> bursts(chance, count));
    List<List<Integer>> groups = gathered(images, images::group);
    if (groups.size() < count) {
      kinds.put("one scene after the other", chance -> runs(chance, groups));
    }
    images
        .labels()
        .ifPresent(
            labels -> {
              List<List<Integer>> classes = gathered(images, labels::get);
              kinds.put("one class only", chance -> corner(chance, classes));
            });
  }

  private static List<List<Integer>> gathered(ImageSet images, Function<Integer, Integer> key) {
    Map<Integer, List<Integer>> gathered = new HashMap<>();
    for (int i = 0; i < images.size(); i++) {
      gathered.computeIfAbsent(key.apply(i), unseen -> new ArrayList<>()).add(i);
    }
    return List.copyOf(gathered.values());
  }

  Iterable<String> kinds() {
    return kinds.keySet();
  }

  /** All queries of a client of this kind. */
  int[] client(String kind, SplittableRandom chance) {
    return kinds.get(kind).apply(chance);
  }

  /** Retries: each image some twenty times. */
  private int[] bursts(SplittableRandom chance, int count) {
    int[] asked = new int[lifetime];
    for (int i = 0; i < lifetime; i++) {
      asked[i] = i % BURST == 0 ? chance.nextInt(count) : asked[i - 1];
    }
    return asked;
  }

  /** As a camera sends them: a whole group, then another. */
  private int[] runs(SplittableRandom chance, List<List<Integer>> groups) {
    int[] asked = new int[lifetime];
    for (int i = 0; i < lifetime; ) {
      for (int image : groups.get(chance.nextInt(groups.size()))) {
        if (i < lifetime) {
          asked[i++] = image;
        }
      }
    }
    return asked;
  }

  private int[] corner(SplittableRandom chance, List<List<Integer>> classes) {
    List<Integer> own = classes.get(chance.nextInt(classes.size()));
    return chance.ints(lifetime, 0, own.size()).map(own::get).toArray();
  }
}
