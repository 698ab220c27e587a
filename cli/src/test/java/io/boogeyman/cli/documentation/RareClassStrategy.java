package io.boogeyman.cli.documentation;

import io.boogeyman.attack.query.QuerySession;
import io.boogeyman.attack.query.QueryStrategy;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

// begin
/**
 * Of four random candidates a query, asks those most like images that were given a rare class; like
 * means as bright. Reads O(candidates log candidates + asked) images a round.
 */
record RareClassStrategy() implements QueryStrategy {
  /** Chosen at once; more would look at the answers too seldom. */
  private static final int ROUND = 256;

  @Override
  public String name() {
    return "rare-class";
  }

  @Override
  public QuerySession begin(ImageSet pool, int budget, Seed seed) {
    return (asked, most) -> choose(pool, asked, most, seed);
  }

  private static int[] choose(ImageSet pool, Transcript asked, int most, Seed seed) {
    int count = Math.min(ROUND, most);
    int[] positions = asked.positions();
    int[] frequencies = asked.namedClasses();
    TreeMap<Long, Integer> frequencyByLight = new TreeMap<>();
    for (int i = 0; i < positions.length; i++) {
      frequencyByLight.put(light(pool, positions[i]), frequencies[asked.answers().get(i).top()]);
    }
    Set<Integer> known = Arrays.stream(positions).boxed().collect(Collectors.toSet());
    return Arrays.stream(seed.derive("candidates", asked.size()).permutation(pool.size()))
        .filter(position -> !known.contains(position))
        .limit(4L * count)
        .boxed()
        .sorted(Comparator.comparingInt(i -> nearest(frequencyByLight, light(pool, i))))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The value at the nearest key below; 0 where there is none, as in unknown country. */
  private static int nearest(TreeMap<Long, Integer> frequencyByLight, long light) {
    Map.Entry<Long, Integer> below = frequencyByLight.floorEntry(light);
    return below == null ? 0 : below.getValue();
  }

  private static long light(ImageSet pool, int position) {
    byte[] pixels = pool.read(position).pixels();
    return IntStream.range(0, pixels.length).mapToLong(i -> pixels[i] & 0xff).sum();
  }
}
// end
