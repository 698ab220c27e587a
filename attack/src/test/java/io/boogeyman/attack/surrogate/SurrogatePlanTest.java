package io.boogeyman.attack.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.training.Augmentation;
import io.boogeyman.nn.training.Objective;
import io.boogeyman.nn.training.Optimiser;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.training.Refinement;
import io.boogeyman.nn.training.Schedule;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurrogatePlanTest {
  private static final Architecture ARCHITECTURE = Architectures.named("5l");
  private static final ImageShape SHAPE = ImageShape.square(32);

  @Test
  void knockoff_preset_is_what_its_authors_published() {
    SurrogatePlan plan = SurrogatePlan.knockoff(ARCHITECTURE, SHAPE, Optional.empty());
    assertThat(plan.recipe())
        .isEqualTo(
            new Recipe(
                100,
                64,
                0.01,
                new Optimiser.Sgd(0.5, false, 0),
                new Schedule.Step(60, 0.1),
                Augmentation.NONE,
                0));
    assertThat(plan.missing()).isEqualTo(MissingMass.IGNORED);
    assertThat(plan.smoothing()).isZero();
    assertThat(plan.heldOut()).isZero();
  }

  @Test
  void copycat_preset_goes_five_times_through_every_image_and_its_22_variations() {
    SurrogatePlan plan = SurrogatePlan.copycat(ARCHITECTURE, SHAPE, Optional.empty());
    assertThat(plan.recipe().epochs()).isEqualTo(115);
    assertThat(plan.recipe().batch()).isEqualTo(128);
    assertThat(plan.recipe().augmentation()).isNotEqualTo(Augmentation.NONE);
    assertThat(plan.smoothing()).isZero();
  }

  @Test
  void brief_plan_is_the_standard_one_for_a_quarter_of_its_epochs() {
    SurrogatePlan standard = SurrogatePlan.standard(ARCHITECTURE, SHAPE, Optional.empty(), 5000);
    assertThat(standard.brief()).isEqualTo(standard.withRecipe(standard.recipe().withEpochs(7)));
  }

  @Test
  void best_plan_is_the_standard_one_twice_as_long_and_refined_with_no_answer_held_out() {
    SurrogatePlan standard = SurrogatePlan.standard(ARCHITECTURE, SHAPE, Optional.empty(), 5000);
    SurrogatePlan best = SurrogatePlan.best(ARCHITECTURE, SHAPE, Optional.empty(), 5000);
    assertThat(best.recipe())
        .isEqualTo(
            standard.recipe().withEpochs(2 * 30).withOptimiser(new Optimiser.Muon(0.9, 5e-3, 0.3)));
    assertThat(best.missing()).isEqualTo(standard.missing());
    assertThat(best.smoothing()).isEqualTo(standard.smoothing());
    assertThat(best.heldOut()).isZero();
    Refinement balanced = new Refinement(new Objective.Balanced(0.6), 0.08);
    assertThat(best.refinements())
        .isEqualTo(
            new Refinements(
                new Refinement(new Objective.Tempered(4, 1e-12, 0.6), 0.08), balanced, balanced));
  }

  @Test
  void best_plan_of_pretrained_weights_tunes_them_as_the_standard_one_does() {
    Optional<Path> weights = Optional.of(Path.of("weights.safetensors"));
    assertThat(SurrogatePlan.best(ARCHITECTURE, SHAPE, weights, 5000).recipe().optimiser())
        .isEqualTo(SurrogatePlan.standard(ARCHITECTURE, SHAPE, weights, 5000).recipe().optimiser());
  }

  @Test
  void other_plans_are_not_refined() {
    assertThat(SurrogatePlan.standard(ARCHITECTURE, SHAPE, Optional.empty(), 5000).refinements())
        .isEqualTo(Refinements.NONE);
    assertThat(SurrogatePlan.knockoff(ARCHITECTURE, SHAPE, Optional.empty()).refinements())
        .isEqualTo(Refinements.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "false, 100, 60",
    "false, 5000, 30",
    "false, 100000, 10",
    "true, 100, 60",
    "true, 3000, 20",
    "true, 100000, 5"
  })
  void standard_plan_spends_images_rather_than_epochs(boolean pretrained, int budget, int epochs) {
    Optional<Path> weights = pretrained ? Optional.of(Path.of("weights")) : Optional.empty();
    assertThat(SurrogatePlan.standard(ARCHITECTURE, SHAPE, weights, budget).recipe().epochs())
        .isEqualTo(epochs);
  }

  @Test
  void standard_plan_fine_tunes_weights_that_it_begins_with() {
    Optional<Path> weights = Optional.of(Path.of("weights"));
    Recipe recipe = SurrogatePlan.standard(ARCHITECTURE, SHAPE, weights, 5000).recipe();
    Recipe tuned = Recipe.fineTuning(12, SHAPE);
    assertThat(recipe.optimiser()).isEqualTo(tuned.optimiser());
    assertThat(recipe.learningRate()).isEqualTo(tuned.learningRate());
  }

  @Test
  void standard_plan_never_looks_at_mirrored_images_and_holds_answers_out() {
    SurrogatePlan plan = SurrogatePlan.standard(ARCHITECTURE, SHAPE, Optional.empty(), 1000);
    assertThat(plan.recipe().augmentation().flip()).isFalse();
    assertThat(plan.heldOut()).isEqualTo(0.1);
  }

  @Test
  void another_recipe_changes_nothing_else() {
    SurrogatePlan plan = SurrogatePlan.standard(ARCHITECTURE, SHAPE, Optional.empty(), 1000);
    SurrogatePlan shorter = plan.withRecipe(plan.recipe().withEpochs(1));
    assertThat(shorter.recipe().epochs()).isEqualTo(1);
    assertThat(shorter.withRecipe(plan.recipe())).isEqualTo(plan);
  }
}
