package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final Compute COMPUTE = Compute.cpu(1);
  private static final PaintedImages IMAGES = new PaintedImages(32, 12, 2, 1);
  private static final Recipe RECIPE =
      new Recipe(
          6,
          8,
          0.02,
          new Optimiser.Sgd(0.9, true, 5e-4),
          new Schedule.OneCycle(0.25),
          new Augmentation(1, false, 0.1, 0),
          0);

  @Test
  void learns_what_can_be_learnt() {
    try (Network network = network("resnet20", 1)) {
      LearningSet set =
          new LearningSet(
              Examples.labelled(IMAGES),
              Optional.of(Examples.labelled(new PaintedImages(20, 12, 2, 2))));

      TrainingLog log = Trainer.of(RECIPE, COMPUTE, new Seed(1)).train("test", network, set);

      assertThat(log.epochs()).hasSize(6);
      assertThat(log.epochs().get(5).loss()).isLessThan(0.5 * log.epochs().get(0).loss());
      assertThat(log.epochs().get(log.kept() - 1).agreement()).isEqualTo(1);
    }
  }

  @Test
  void without_held_out_images_the_last_epoch_stays_whatever_the_patience() {
    Recipe recipe = patient(4, 1e-9, 2);
    try (Network network = network("5l", 1)) {
      TrainingLog log = Trainer.of(recipe, COMPUTE, new Seed(1)).train("test", network, set());

      assertThat(log.epochs()).hasSize(4);
      assertThat(log.kept()).isEqualTo(4);
    }
  }

  @Test
  void stops_when_patience_is_over_without_a_better_epoch() {
    Recipe recipe = patient(10, 1e-9, 2);
    LearningSet set =
        new LearningSet(Examples.labelled(IMAGES), Optional.of(Examples.labelled(IMAGES)));
    try (Network network = network("5l", 1)) {
      TrainingLog log = Trainer.of(recipe, COMPUTE, new Seed(1)).train("test", network, set);

      assertThat(log.epochs()).as("the first and two no better").hasSize(3);
    }
  }

  /** Held out is what the network says before it is taught to say the opposite. */
  @Test
  void ends_with_the_weights_of_the_best_epoch() {
    try (Network network = network("5l", 1)) {
      int[] before = tops(network);
      Labels opposite =
          new Labels(classNames(), IntStream.of(before).map(top -> 1 - top).toArray());
      Examples held = new Examples(IMAGES, Targets.hard(new Labels(classNames(), before)));
      LearningSet set =
          new LearningSet(new Examples(IMAGES, Targets.hard(opposite)), Optional.of(held));

      TrainingLog log =
          Trainer.of(patient(12, 0.005, 0), COMPUTE, new Seed(1)).train("test", network, set);

      double best = log.epochs().get(log.kept() - 1).agreement();
      assertThat(log.epochs()).allMatch(epoch -> epoch.agreement() <= best);
      assertThat(log.epochs().get(11).agreement()).isLessThan(best);
      assertThat(agreement(tops(network), before)).isEqualTo(best);
    }
  }

  @Test
  void a_learning_rate_that_diverges_is_named_in_one_line() {
    Recipe recipe = patient(3, 1e9, 0);
    try (Network network = network("5l", 1)) {
      Trainer trainer = Trainer.of(recipe, COMPUTE, new Seed(1));

      assertThatThrownBy(() -> trainer.train("test", network, set()))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("lower learning rate than 1.0E9")
          .message()
          .hasLineCount(1);
    }
  }

  @Test
  void a_network_of_other_classes_is_refused() {
    try (Network network =
        Architectures.named("5l").create(3, ImageShape.square(12), new Seed(1))) {
      Trainer trainer = Trainer.of(RECIPE, COMPUTE, new Seed(1));

      assertThatThrownBy(() -> trainer.train("test", network, set()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the network has 3 classes, its targets have 2");
    }
  }

  @Test
  void a_network_for_another_shape_is_refused() {
    try (Network network =
        Architectures.named("5l").create(2, ImageShape.square(16), new Seed(1))) {
      Trainer trainer = Trainer.of(RECIPE, COMPUTE, new Seed(1));

      assertThatThrownBy(() -> trainer.train("test", network, set()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the network takes 16x16 images, painted has 12x12");
    }
  }

  @Test
  void held_out_images_of_another_shape_are_refused_before_anything_is_learnt() {
    try (Network network = network("5l", 1)) {
      String before = network.digest();
      Examples larger = Examples.labelled(new PaintedImages(4, 16, 2, 1));
      LearningSet set = new LearningSet(Examples.labelled(IMAGES), Optional.of(larger));

      assertThatThrownBy(() -> Trainer.of(RECIPE, COMPUTE, new Seed(1)).train("test", network, set))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the network takes 12x12 images, painted has 16x16");
      assertThat(network.digest()).isEqualTo(before);
    }
  }

  @Test
  void a_lone_last_image_leaves_batch_statistics_numbers() {
    PaintedImages images = new PaintedImages(5, 32, 2, 1);
    Recipe recipe =
        new Recipe(1, 4, 0.01, RECIPE.optimiser(), RECIPE.schedule(), Augmentation.NONE, 0);
    try (Network network = Architectures.named("resnet18").create(2, images.shape(), new Seed(1))) {
      Trainer.of(recipe, COMPUTE, new Seed(1))
          .train("test", network, new LearningSet(Examples.labelled(images), Optional.empty()));

      try (Predictor predictor = Predictor.of(network, COMPUTE)) {
        Predictions predictions = predictor.predict(images);
        assertThat(predictions.row(0)[0]).isBetween(0f, 1f);
      }
    }
  }

  @Test
  @Tag("slow")
  void two_side_by_side_are_what_they_are_one_after_the_other() {
    String first = trained(1);
    String second = trained(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      var together =
          List.of(
              CompletableFuture.supplyAsync(() -> trained(1), threads),
              CompletableFuture.supplyAsync(() -> trained(2), threads));

      assertThat(together.get(0).join()).isEqualTo(first);
      assertThat(together.get(1).join()).isEqualTo(second);
      assertThat(first).isNotEqualTo(second);
    } finally {
      threads.shutdown();
    }
  }

  private static String trained(long seed) {
    try (Network network = network("9l", seed)) {
      Trainer.of(RECIPE.withEpochs(3), COMPUTE, new Seed(seed)).train("test", network, set());
      return network.digest();
    }
  }

  private static Network network(String architecture, long seed) {
    return Architectures.named(architecture).create(2, IMAGES.shape(), new Seed(seed));
  }

  private static LearningSet set() {
    return new LearningSet(Examples.labelled(IMAGES), Optional.empty());
  }

  private static Recipe patient(int epochs, double rate, int patience) {
    return new Recipe(
        epochs,
        8,
        rate,
        new Optimiser.Sgd(0, false, 0),
        new Schedule.Constant(),
        Augmentation.NONE,
        patience);
  }

  private static List<String> classNames() {
    return IMAGES.labels().orElseThrow().classNames();
  }

  private static int[] tops(Network network) {
    try (Predictor predictor = Predictor.of(network, COMPUTE)) {
      Predictions predictions = predictor.predict(IMAGES);
      return IntStream.range(0, predictions.size()).map(predictions::top).toArray();
    }
  }

  private static double agreement(int[] tops, int[] others) {
    return (double) IntStream.range(0, tops.length).filter(i -> tops[i] == others[i]).count()
        / tops.length;
  }
}
