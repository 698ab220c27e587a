package io.boogeyman.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Pinned values were computed outside Java: Python's hashlib, and SplittableRandom written out. */
class SeedTest {

  @Test
  void derives_the_same_seeds_for_ever() {
    Seed one = new Seed(1);
    assertThat(one.derive("queries").value()).isEqualTo(-6304236844417055121L);
    assertThat(one.derive("queries", 0).value()).isEqualTo(3331307283881274334L);
    assertThat(one.derive("queries", 1).value()).isEqualTo(-6884354696240142342L);
    assertThat(new Seed(2).derive("queries").value()).isEqualTo(-7533622227966560488L);
    assertThat(one.derive("weights").value()).isEqualTo(7260792483935876765L);
    assertThat(new Seed(-5).derive("größe", 7, -1).value()).isEqualTo(-8536937680229751389L);
  }

  @Test
  void permutes_the_same_way_for_ever() {
    assertThat(new Seed(1).permutation(10)).containsExactly(5, 4, 7, 8, 2, 0, 9, 1, 6, 3);
  }

  @Test
  void permutes_nothing_to_nothing() {
    assertThat(new Seed(1).permutation(0)).isEmpty();
  }

  @Property(tries = 200)
  void permutation_holds_every_number_once(
      @ForAll long seed, @ForAll @IntRange(max = 500) int size) {
    int[] order = new Seed(seed).permutation(size);
    Arrays.sort(order);
    assertThat(order).isEqualTo(IntStream.range(0, size).toArray());
  }

  @Test
  void every_permutation_of_three_is_as_likely_as_another() {
    long[] counts = new long[6];
    for (int seed = 0; seed < 6000; seed++) {
      int[] order = new Seed(seed).derive("fair").permutation(3);
      counts[2 * order[0] + (order[1] > order[2] ? 1 : 0)]++;
    }
    // Binomial(6000, 1/6): a standard deviation of 29; five of them.
    for (long count : counts) {
      assertThat(count).isBetween(855L, 1145L);
    }
  }
}
