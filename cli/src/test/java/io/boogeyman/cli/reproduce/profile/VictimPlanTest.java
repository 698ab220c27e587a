package io.boogeyman.cli.reproduce.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.training.Recipe;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VictimPlanTest {
  private static final ImageShape SHAPE = ImageShape.square(32);

  private static VictimPlan plan(Optional<String> pretrained, boolean mirrored, OptionalInt batch) {
    return new VictimPlan(
        "signs",
        "resnet20",
        32,
        pretrained,
        Optional.empty(),
        OptionalInt.of(3),
        batch,
        OptionalDouble.empty(),
        Optional.of(mirrored));
  }

  @Test
  void a_victim_from_scratch_is_trained_as_usual() {
    assertThat(plan(Optional.empty(), false, OptionalInt.empty()).recipe())
        .isEqualTo(Recipe.standard(3, SHAPE));
  }

  @Test
  void a_pretrained_victim_is_fine_tuned() {
    assertThat(plan(Optional.of("weights"), false, OptionalInt.empty()).recipe())
        .isEqualTo(Recipe.fineTuning(3, SHAPE));
  }

  @Test
  void what_a_profile_says_overrules_the_rest() {
    assertThat(plan(Optional.of("weights"), true, OptionalInt.of(7)).recipe())
        .isEqualTo(Recipe.fineTuning(3, SHAPE).mirroring().withBatch(7));
  }
}
