package io.boogeyman.nn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.random.Seed;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartsTest {
  private static final Seed SEED = new Seed(1);

  @Property(tries = 200)
  void parts_share_no_group_and_are_together_the_whole(
      @ForAll @IntRange(min = 100, max = 200) int size,
      @ForAll @IntRange(min = 1, max = 20) int groupSize,
      @ForAll @IntRange(min = 1, max = 5) int count) {
    Parts parts = new Parts(SplitTest.numbers(size, 3, groupSize), count, SEED);
    Set<Integer> seen = new HashSet<>();
    int images = 0;
    for (int part = 1; part <= count; part++) {
      Set<Integer> members = SplitTest.members(parts.part(part, part));
      List<Integer> groups = SplitTest.groups(members, groupSize);
      assertThat(Collections.disjoint(groups, seen)).isTrue();
      seen.addAll(groups);
      images += members.size();
    }
    assertThat(images).isEqualTo(size).isEqualTo(parts.part(1, count).size());
  }

  @Test
  void each_class_is_divided_alike() {
    Parts parts = new Parts(SplitTest.numbers(200, 4), 5, SEED);
    for (int part = 1; part <= 5; part++) {
      assertThat(parts.part(part, part).labels().orElseThrow().counts()).containsOnly(10);
    }
  }

  @Test
  void several_parts_are_those_parts_together() {
    Parts parts = new Parts(SplitTest.numbers(100, 2), 5, SEED);
    ImageSet first = parts.part(1, 4);
    assertThat(first.size()).isEqualTo(80);
    assertThat(first.name()).endsWith("part 1-4 of 5");
  }

  @Test
  void a_part_without_an_image_is_refused_in_one_line() {
    assertThatThrownBy(() -> new Parts(SplitTest.numbers(10, 1, 5), 3, SEED).part(3, 3))
        .hasMessageEndingWith("numbers holds no image: it has fewer groups than that");
  }

  @Test
  void parts_that_there_are_not_are_refused_in_one_line() {
    Parts parts = new Parts(SplitTest.numbers(100, 2), 5, SEED);
    assertThatThrownBy(() -> parts.part(6, 6))
        .hasMessage("there are parts 1 to 5, and no parts 6 to 6");
    assertThatThrownBy(() -> new Parts(SplitTest.numbers(10, 2), 20, SEED))
        .hasMessageEndingWith("has 10 images, which make no 20 parts");
  }
}
