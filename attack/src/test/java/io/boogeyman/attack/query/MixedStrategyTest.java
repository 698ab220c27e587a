package io.boogeyman.attack.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.random.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MixedStrategyTest {
  private static int[] choose(MixedStrategy strategy, int most) {
    return strategy.order(100, most, new Seed(7));
  }

  @Property(tries = 300)
  void every_prefix_holds_its_share_of_insiders(
      @ForAll @IntRange(max = 100) int insiders, @ForAll @DoubleRange(max = 1) double share) {
    MixedStrategy strategy = new MixedStrategy(insiders, share);
    int[] asked = choose(strategy, strategy.most(100));

    assertThat(Arrays.stream(asked).distinct().count()).isEqualTo(asked.length);
    for (int n = 0; n <= asked.length; n++) {
      long inside = IntStream.of(asked).limit(n).filter(image -> image >= 100 - insiders).count();
      assertThat(inside).isEqualTo((long) Math.floor(share * n + 0.5));
    }
  }

  @Test
  void asks_until_either_kind_runs_out() {
    assertThat(new MixedStrategy(20, 0.5).most(100)).isEqualTo(40);
    assertThat(new MixedStrategy(90, 0.5).most(100)).isEqualTo(21);
    assertThat(new MixedStrategy(20, 1).most(100)).isEqualTo(20);
    assertThat(new MixedStrategy(0, 0.5).most(100)).isZero();
  }

  @Test
  void asks_what_a_smaller_budget_asked_and_then_more() {
    MixedStrategy strategy = new MixedStrategy(40, 0.3);
    assertThat(choose(strategy, 60)).startsWith(choose(strategy, 25));
  }

  @Test
  void a_share_beyond_one_is_refused() {
    assertThatThrownBy(() -> new MixedStrategy(10, 1.5))
        .hasMessage("a share of insiders is from 0 to 1, not 1.5");
  }
}
