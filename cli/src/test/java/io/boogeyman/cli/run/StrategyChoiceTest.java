package io.boogeyman.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.attack.query.BlindStrategy;
import io.boogeyman.attack.query.QueryStrategy;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.compute.Compute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyChoiceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random",
        "adaptive",
        "adaptive-art",
        "entropy",
        "margin",
        "k-center",
        "dfal",
        "dfal-k-center",
        "rare"
      })
  void strategy_has_the_name_by_which_a_user_chose_it(String name) {
    StrategyChoice choice = StrategyChoice.parse(name);
    assertThat(choice).hasToString(name);
    assertThat(strategy(choice).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @EnumSource
  void all_but_blind_strategies_look_at_answers(StrategyChoice choice) {
    assertThat(choice.looksAtAnswers()).isNotEqualTo(strategy(choice) instanceof BlindStrategy);
  }

  @Test
  void unknown_strategy_is_refused_with_all_known_ones() {
    assertThatThrownBy(() -> StrategyChoice.parse("best"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'best' is no query strategy; there are random, adaptive, adaptive-art, entropy,"
                + " margin, k-center, dfal, dfal-k-center, rare");
  }

  private static QueryStrategy strategy(StrategyChoice choice) {
    return choice.strategy(SurrogateSettings.standard("5l"), ImageShape.square(32), Compute.cpu(1));
  }
}
