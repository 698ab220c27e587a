package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.Labels;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that ends with a mean of its weights and makes small another loss. */
@Tag("slow")
class RefinedTrainingTest {
  private static final int SIZE = 24;
  private static final int EPOCHS = 4;
  private static final Compute COMPUTE = Compute.cpu(1);
  private static final PaintedImages IMAGES = new PaintedImages(SIZE, 8, 3, 1);
  private static final Refinement REFINEMENT = new Refinement(new Objective.Balanced(1), 0.9);
  private static final LearningSet SET =
      new LearningSet(Examples.labelled(IMAGES), Optional.empty());

  @TempDir Path folder;

  @ParameterizedTest(name = "stopped after {0} images")
  @ValueSource(ints = {SIZE / 2, SIZE + 1, 3 * SIZE + 1})
  void stopped_and_resumed_ends_with_the_same_bits(int images) {
    Path file = folder.resolve("checkpoint.safetensors");
    Trainer trainer = trainer(REFINEMENT);
    assertThatThrownBy(() -> train(trainer.checkpointing(file).reporting(stopping(images)), SET))
        .isInstanceOf(IllegalStateException.class);

    assertThat(train(trainer.checkpointing(file), SET)).isEqualTo(train(trainer, SET));
  }

  @Test
  void each_part_of_a_refinement_leads_to_other_weights() {
    String refined = train(trainer(REFINEMENT), SET);

    assertThat(train(trainer(new Refinement(REFINEMENT.objective(), 0)), SET))
        .isNotEqualTo(refined);
    assertThat(train(trainer(new Refinement(new Objective.CrossEntropy(), 0.9)), SET))
        .isNotEqualTo(refined);
  }

  /** Over so few of the steps that the mean is not one of all of them yet. */
  @Test
  void mean_over_another_share_of_the_steps_is_of_other_weights() {
    assertThat(train(trainer(averaging(0.1)), SET))
        .isNotEqualTo(train(trainer(averaging(0.15)), SET));
  }

  /** Over less than one step, the mean is what was trained last. */
  @Test
  void mean_over_one_step_is_no_mean() {
    assertThat(train(trainer(averaging(0.01)), SET)).isEqualTo(train(trainer(averaging(0)), SET));
  }

  private static Refinement averaging(double share) {
    return new Refinement(new Objective.CrossEntropy(), share);
  }

  @Test
  void checkpoint_of_another_refinement_is_ignored() {
    Path file = folder.resolve("checkpoint.safetensors");
    train(trainer(Refinement.NONE).checkpointing(file), SET);

    assertThat(train(trainer(REFINEMENT).checkpointing(file), SET))
        .isEqualTo(train(trainer(REFINEMENT), SET));
  }

  @Test
  void mean_extends_over_a_share_of_the_steps() {
    Refinement refinement = new Refinement(new Objective.CrossEntropy(), 0.08);

    assertThat(refinement.kept(2_500)).isCloseTo(0.995, within(1e-9));
    assertThat(refinement.kept(10)).as("one step is the least").isZero();
  }

  @Test
  void averaging_out_of_range_is_refused() {
    assertThatThrownBy(() -> new Refinement(new Objective.CrossEntropy(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("averaging is from 0 to below 1, not 1.0");
  }

  /** Of two classes that look the same, one is named nine times as often. */
  @Test
  void balanced_objective_leaves_open_what_only_frequency_would_decide() {
    int[] labels = new int[40];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 10 == 0 ? 1 : 0;
    }
    PaintedImages alike = new PaintedImages(40, 12, 1, 1);
    Examples lopsided =
        new Examples(alike, Targets.hard(new Labels(List.of("often", "seldom"), labels)));

    assertThat(certainty(new Objective.CrossEntropy(), lopsided)).isGreaterThan(0.75);
    assertThat(certainty(new Objective.Balanced(1), lopsided)).isBetween(0.3, 0.7);
  }

  private static double certainty(Objective objective, Examples examples) {
    Recipe recipe =
        new Recipe(
            30,
            10,
            0.01,
            new Optimiser.Sgd(0.9, true, 0.01),
            new Schedule.Cosine(),
            new Augmentation(2, true, 0.5, 0),
            0);
    Refinement refinement = new Refinement(objective, 0.1);
    try (Network network =
        Architectures.named("5l").create(2, examples.images().shape(), new Seed(7))) {
      Trainer.of(recipe, COMPUTE, new Seed(1))
          .refining(refinement)
          .train("test", network, new LearningSet(examples, Optional.empty()));
      try (Predictor predictor = Predictor.of(network, COMPUTE)) {
        Predictions predictions = predictor.predict(new PaintedImages(20, 12, 1, 9));
        double sum = 0;
        for (int i = 0; i < predictions.size(); i++) {
          sum += predictions.probability(i, 0);
        }
        return sum / predictions.size();
      }
    }
  }

  private static Trainer trainer(Refinement refinement) {
    Recipe recipe =
        new Recipe(
            EPOCHS,
            8,
            0.01,
            new Optimiser.Sgd(0.9, true, 5e-4),
            new Schedule.OneCycle(0.25),
            new Augmentation(1, false, 0, 0),
            0);
    return Trainer.of(recipe, COMPUTE, new Seed(1)).refining(refinement);
  }

  private static String train(Trainer trainer, LearningSet set) {
    try (Network network = Architectures.named("resnet20").create(3, IMAGES.shape(), new Seed(7))) {
      trainer.train("test", network, set);
      return network.digest();
    }
  }

  private static Progress stopping(int after) {
    long[] done = {0};
    return (name, unit, total) ->
        new Progress.Task() {
          @Override
          public void advance(long count) {
            done[0] += count;
            if (done[0] > after) {
              throw new IllegalStateException("stopped");
            }
          }
        };
  }
}
