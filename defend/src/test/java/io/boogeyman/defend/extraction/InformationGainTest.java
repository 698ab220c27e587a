package io.boogeyman.defend.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.random.Seed;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InformationGainTest {
  private static final int[] FOUR_OF_TWO = {0, 0, 0, 0, 1, 1, 1, 1};

  @Test
  void four_and_four_split_in_three_to_one_and_one_to_three_gain_a_fifth_of_a_bit() {
    int[] leaves = {7, 7, 7, 9, 7, 9, 9, 9};
    assertThat(InformationGain.bits(FOUR_OF_TWO, leaves)).isCloseTo(.1887219, within(5e-8));
  }

  @Test
  void a_partition_by_the_labels_gains_all_their_entropy() {
    int[] labels = {0, 1, 2, 2, 1, 0, 0, -5};
    int[] renamed = {4, 3, 8, 8, 3, 4, 4, 1};
    assertThat(InformationGain.bits(labels, renamed))
        .isCloseTo(InformationGain.entropy(labels), within(1e-12));
  }

  @Test
  void a_partition_of_one_leaf_gains_nothing() {
    assertThat(InformationGain.bits(FOUR_OF_TWO, new int[8])).isZero();
  }

  @Test
  void equally_many_of_eight_classes_have_three_bits() {
    int[] labels = IntStream.range(0, 80).map(i -> i % 8).toArray();
    assertThat(InformationGain.entropy(labels)).isCloseTo(3, within(1e-12));
  }

  @Property(tries = 200)
  void it_is_the_entropy_less_that_of_the_leaves(@ForAll long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    int[] labels = chance.ints(24, 0, 4).toArray();
    int[] leaves = chance.ints(24, 0, 5).toArray();
    double left = 0;
    for (int leaf = 0; leaf < 5; leaf++) {
      int here = leaf;
      int[] inside =
          IntStream.range(0, 24).filter(i -> leaves[i] == here).map(i -> labels[i]).toArray();
      left += inside.length == 0 ? 0 : inside.length / 24.0 * InformationGain.entropy(inside);
    }
    assertThat(InformationGain.bits(labels, leaves))
        .isCloseTo(InformationGain.entropy(labels) - left, within(1e-12));
  }

  @Test
  void as_many_places_as_labels_are_needed() {
    assertThatThrownBy(() -> InformationGain.bits(new int[3], new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 labels in 2 places");
    assertThatThrownBy(() -> InformationGain.entropy(new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the entropy of no labels");
  }

  @Test
  void a_partition_that_tells_nothing_has_no_share_however_many_leaves_it_has() {
    int[] labels = IntStream.range(0, 2_000).map(i -> i % 100).toArray();
    int[] leaves = IntStream.of(new Seed(2).permutation(2_000)).map(i -> i % 100).toArray();
    assertThat(InformationGain.bits(labels, leaves)).isGreaterThan(2);
    assertThat(new GainScale(labels, new Seed(1)).share(leaves)).isLessThan(.02);
  }

  @Test
  void a_partition_by_the_labels_has_the_whole_share() {
    int[] labels = IntStream.range(0, 200).map(i -> i % 100).toArray();
    assertThat(new GainScale(labels, new Seed(1)).share(labels)).isCloseTo(1, within(1e-9));
  }
}
