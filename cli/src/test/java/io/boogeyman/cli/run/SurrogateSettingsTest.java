package io.boogeyman.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.attack.surrogate.MissingMass;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.core.image.ImageShape;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SurrogateSettingsTest {
  private static final ImageShape SHAPE = ImageShape.square(32);

  @Test
  void schedule_stands_where_nothing_overrules_it() {
    SurrogatePlan plan = SurrogateSettings.standard("5l").plan(SHAPE, 1000);
    assertThat(plan)
        .isEqualTo(SurrogatePlan.standard(plan.architecture(), SHAPE, Optional.empty(), 1000));
  }

  @Test
  void what_is_given_overrules_the_schedule_and_nothing_else() {
    SurrogateSettings settings =
        new SurrogateSettings(
            "5l",
            Optional.empty(),
            "knockoff",
            OptionalInt.of(7),
            OptionalInt.of(9),
            OptionalDouble.of(0.3),
            Optional.of(MissingMass.SPREAD));

    SurrogatePlan plan = settings.plan(SHAPE, 1000);

    SurrogatePlan published = SurrogatePlan.knockoff(plan.architecture(), SHAPE, Optional.empty());
    assertThat(plan.missing()).isEqualTo(MissingMass.SPREAD);
    assertThat(plan.recipe())
        .isEqualTo(published.recipe().withEpochs(7).withBatch(9).withLearningRate(0.3));
    assertThat(plan.withRecipe(published.recipe()).withMissing(published.missing()))
        .isEqualTo(published);
  }

  @Test
  void copies_to_choose_by_are_trained_no_longer_than_those_to_be_kept() {
    SurrogateSettings settings = SurrogateSettings.standard("5l");
    assertThat(settings.briefPlan(SHAPE, 1000).recipe().epochs()).isEqualTo(15);
    assertThat(settings.withEpochs(2).briefPlan(SHAPE, 1000).recipe().epochs()).isEqualTo(2);
  }

  @Test
  void unknown_schedule_is_refused_with_the_known_ones() {
    assertThatThrownBy(
            () ->
                new SurrogateSettings(
                    "5l",
                    Optional.empty(),
                    "fast",
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'fast' is no schedule; say standard, best, knockoff or copycat");
  }
}
