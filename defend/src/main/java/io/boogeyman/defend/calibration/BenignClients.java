package io.boogeyman.defend.calibration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Benign clients of several kinds, as orders in which they ask images of a set: real ones are no
 * independent draws.
 */
final class BenignClients {
  private static final int BURST = 20;

  /** What a kind of client asks next; positions in the set. */
  private final Map<String, Function<SplittableRandom, int[]>> kinds = new TreeMap<>();

  private final int lifetime;

  /**
   * @param customers what they choose from
   * @param lifetime queries of a client
   */
  BenignClients(BenignImages customers, int lifetime) {
    this.lifetime = lifetime;
    int count = customers.images();
    kinds.put("anything", chance -> chance.ints(lifetime, 0, count).toArray());
    kinds.put("bursts of one image", chance -> bursts(chance, count));
    if (customers.scenes().size() < count) {
      kinds.put("one scene after the other", chance -> runs(chance, customers.scenes()));
    }
    if (!customers.classes().isEmpty()) {
      kinds.put("one class only", chance -> corner(chance, customers.classes()));
    }
  }

  Set<String> kinds() {
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
