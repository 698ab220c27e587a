package io.boogeyman.attack.active;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RoundsTest {

  @Test
  void a_tenth_is_asked_first_and_the_rest_in_ten_rounds() {
    assertThat(IntStream.iterate(0, asked -> asked < 1000, new Rounds(1000, 10, 10)::next).skip(1))
        .containsExactly(100, 190, 280, 370, 460, 550, 640, 730, 820, 910);
    assertThat(new Rounds(1000, 10, 10).next(910)).isEqualTo(1000);
  }

  @Test
  void thief_of_rare_classes_asks_a_quarter_first_and_the_rest_in_three_rounds() {
    Rounds rounds = Selection.RARE.rounds(1000);
    assertThat(IntStream.iterate(0, asked -> asked < 1000, rounds::next).skip(1))
        .containsExactly(250, 500, 750);
    assertThat(rounds.next(750)).isEqualTo(1000);
  }

  @Test
  void first_copy_has_two_answers_to_learn_from_if_there_are_two() {
    assertThat(new Rounds(5, 10, 10).next(0)).isEqualTo(2);
    assertThat(new Rounds(1, 10, 10).next(0)).isEqualTo(1);
  }

  @Property
  void every_round_asks_something_and_the_last_one_ends_the_budget(
      @ForAll @IntRange(min = 1, max = 100_000) int budget, @ForAll Selection selection) {
    Rounds rounds = selection.rounds(budget);
    int asked = 0;
    for (int round = 0; round <= rounds.rounds() && asked < budget; round++) {
      int next = rounds.next(asked);
      assertThat(next).isBetween(asked + 1, budget);
      asked = next;
    }
    assertThat(asked).isEqualTo(budget);
  }
}
