package io.boogeyman.nn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitTest {

  @Property(tries = 200)
  void no_group_is_in_both_parts_and_no_image_is_lost(
      @ForAll @IntRange(min = 1, max = 200) int size,
      @ForAll @IntRange(min = 1, max = 20) int groupSize,
      @ForAll @DoubleRange(min = 0.05, max = 0.95) double share,
      @ForAll long seed) {
    Split split = Split.byGroup(numbers(size, 3, groupSize), share, new Seed(seed));

    Set<Integer> first = members(split.first());
    Set<Integer> second = members(split.second());
    assertThat(first.size() + second.size()).isEqualTo(size);
    assertThat(Collections.disjoint(first, second)).isTrue();
    assertThat(Collections.disjoint(groups(first, groupSize), groups(second, groupSize))).isTrue();
  }

  @Test
  void every_class_is_divided_in_the_same_ratio() {
    Split split = Split.byGroup(numbers(200, 4), 0.2, new Seed(1));
    assertThat(split.first().labels().orElseThrow().counts()).containsOnly(10);
    assertThat(split.second().labels().orElseThrow().counts()).containsOnly(40);
  }

  @Test
  void a_class_of_two_groups_is_in_both_parts_however_small_the_share() {
    for (double share : new double[] {0.01, 0.99}) {
      Split split = Split.byGroup(numbers(20, 1, 10), share, new Seed(5));
      assertThat(split.first().size()).isEqualTo(10);
      assertThat(split.second().size()).isEqualTo(10);
    }
  }

  @Test
  void the_same_seed_splits_alike_and_another_differently() {
    ImageSet images = numbers(100, 2);
    Split split = Split.byGroup(images, 0.5, new Seed(1));
    assertThat(Split.byGroup(images, 0.5, new Seed(1)).first().digest())
        .isEqualTo(split.first().digest());
    assertThat(Split.byGroup(images, 0.5, new Seed(2)).first().digest())
        .isNotEqualTo(split.first().digest());
  }

  @Test
  void a_share_of_all_is_refused() {
    assertThatThrownBy(() -> Split.byGroup(numbers(10, 1), 1, new Seed(1)))
        .hasMessage("a part's share is between 0 and 1, not 1.0");
  }

  static List<Integer> groups(Set<Integer> images, int groupSize) {
    return images.stream().map(i -> i / groupSize).distinct().toList();
  }

  static Set<Integer> members(ImageSet part) {
    byte[] pixels = part.read(IntStream.range(0, part.size()).toArray()).pixels();
    Set<Integer> members = new HashSet<>();
    for (int i = 0; i < pixels.length; i += 3) {
      members.add(Byte.toUnsignedInt(pixels[i]));
    }
    return members;
  }

  /** The same, each image a group of its own. */
  static ImageSet numbers(int size, int classes) {
    return numbers(size, classes, 1);
  }

  /** Images of one pixel whose value is their number; classes in turn, neighbours in groups. */
  static ImageSet numbers(int size, int classes, int groupSize) {
    return new ImageSet() {
      @Override
      public ImageShape shape() {
        return ImageShape.square(1);
      }

      @Override
      public int size() {
        return size;
      }

      @Override
      public int group(int index) {
        return index / groupSize;
      }

      @Override
      public String name() {
        return "numbers";
      }

      @Override
      public String digest() {
        return "numbers";
      }

      @Override
      public ImageBatch read(int... indices) {
        byte[] pixels = new byte[indices.length * 3];
        for (int i = 0; i < indices.length; i++) {
          Arrays.fill(pixels, 3 * i, 3 * i + 3, (byte) indices[i]);
        }
        return new ImageBatch(shape(), pixels);
      }

      @Override
      public Optional<Labels> labels() {
        List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return Optional.of(
            new Labels(names, IntStream.range(0, size).map(i -> i % classes).toArray()));
      }
    };
  }
}
