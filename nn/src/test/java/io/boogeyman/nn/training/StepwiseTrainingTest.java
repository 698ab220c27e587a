package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepwiseTrainingTest {
  private static final Compute COMPUTE = Compute.cpu(1);
  private static final Optimiser SGD = new Optimiser.Sgd(0.5, false, 0);
  private static final Examples BATCH = Examples.labelled(new PaintedImages(16, 12, 2, 1));

  @Test
  void loss_falls_as_the_same_batch_comes_again() {
    try (Network network = network();
        StepwiseTraining training = training(network)) {
      double first = training.step(BATCH);
      for (int i = 0; i < 20; i++) {
        training.step(BATCH);
      }
      assertThat(training.step(BATCH)).isLessThan(0.9 * first);
    }
  }

  /** One batch is the whole set, so that both see the same images, in whatever order. */
  @Test
  void steps_with_momentum_are_those_of_a_training_whose_epochs_are_one_step() {
    Recipe recipe = new Recipe(3, 16, 0.05, SGD, new Schedule.Constant(), Augmentation.NONE, 0);
    try (Network stepped = network();
        Network trained = network();
        StepwiseTraining training = training(stepped)) {
      TrainingLog log =
          Trainer.of(recipe, COMPUTE, new Seed(1))
              .train("test", trained, new LearningSet(BATCH, Optional.empty()));
      for (Epoch epoch : log.epochs()) {
        assertThat(training.step(BATCH)).isCloseTo(epoch.loss(), within(1e-5));
      }
    }
  }

  @Test
  void same_steps_give_the_same_bits() {
    assertThat(digestAfterSteps()).isEqualTo(digestAfterSteps());
  }

  private static String digestAfterSteps() {
    try (Network network = network();
        StepwiseTraining training = training(network)) {
      training.step(BATCH);
      training.step(BATCH);
      return network.digest();
    }
  }

  @Test
  void examples_of_other_classes_are_refused() {
    try (Network network = Architectures.named("5l").create(3, ImageShape.square(12), new Seed(1));
        StepwiseTraining training = training(network)) {
      assertThatThrownBy(() -> training.step(BATCH))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the network has 3 classes, its targets have 2");
    }
  }

  private static StepwiseTraining training(Network network) {
    return new StepwiseTraining(network, SGD, 0.05, COMPUTE, new Seed(1));
  }

  private static Network network() {
    return Architectures.named("5l").create(2, ImageShape.square(12), new Seed(1));
  }
}
