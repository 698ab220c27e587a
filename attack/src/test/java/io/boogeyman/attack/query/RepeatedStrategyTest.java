package io.boogeyman.attack.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.random.Seed;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatedStrategyTest {
  private static final RandomStrategy ONCE = new RandomStrategy();

  @Test
  void asks_all_variations_of_an_image_before_the_next() {
    int[] images = ONCE.order(10, 3, new Seed(1));
    assertThat(new RepeatedStrategy(ONCE, 4).order(40, 12, new Seed(1)))
        .containsExactly(
            IntStream.of(images).flatMap(i -> IntStream.range(4 * i, 4 * i + 4)).toArray());
  }

  @Test
  void ends_with_the_budget_within_an_image() {
    int[] all = new RepeatedStrategy(ONCE, 4).order(40, 12, new Seed(1));
    assertThat(new RepeatedStrategy(ONCE, 4).order(40, 6, new Seed(1)))
        .containsExactly(IntStream.range(0, 6).map(i -> all[i]).toArray());
  }
}
