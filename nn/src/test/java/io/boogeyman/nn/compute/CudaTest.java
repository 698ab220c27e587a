package io.boogeyman.nn.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.training.Augmentation;
import io.boogeyman.nn.training.DistributionMap;
import io.boogeyman.nn.training.Epoch;
import io.boogeyman.nn.training.Examples;
import io.boogeyman.nn.training.LearningSet;
import io.boogeyman.nn.training.Optimiser;
import io.boogeyman.nn.training.PaintedImages;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.training.Schedule;
import io.boogeyman.nn.training.Trainer;
import io.boogeyman.nn.training.TrainingLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised of any processor, on a GPU; skipped where there is none. */
class CudaTest {
  private static final int SIDE = 32;
  private static final int CLASSES = 5;
  private static final PaintedImages IMAGES = new PaintedImages(160, SIDE, CLASSES, 1);
  private static final LearningSet SET =
      new LearningSet(
          Examples.labelled(IMAGES),
          Optional.of(Examples.labelled(new PaintedImages(100, SIDE, CLASSES, 2))));

  @TempDir Path folder;

  @BeforeEach
  void needs_a_gpu() {
    assumeTrue(Processor.CUDA.available(), "there is no GPU here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"resnet20", "5l", "9l", "mobilenet_v2", "squeezenet1_1", "densenet121", "vgg16"})
  void answers_are_those_of_the_cpu(String architecture) {
    try (Network network =
        Architectures.named(architecture).create(CLASSES, IMAGES.shape(), new Seed(1))) {
      network.training(false);
      Predictions here = predict(network, Compute.cpu(2));
      Predictions there = predict(network, gpu(Precision.FP32));
      for (int i = 0; i < IMAGES.size(); i++) {
        assertThat(there.row(i)).containsExactly(here.row(i), within(2e-5f));
      }
    }
  }

  private static Predictions predict(Network network, Compute compute) {
    try (Predictor predictor = Predictor.of(network, compute)) {
      return predictor.predict(IMAGES);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "resnet20, FP32",
    "resnet20, BF16",
    "5l, FP32",
    "9l, BF16",
    "mobilenet_v2, FP32",
    "mobilenet_v2, BF16",
    "squeezenet1_1, FP32",
    "squeezenet1_1, BF16",
    "resnet18, BF16"
  })
  void the_same_training_gives_the_same_bits(String architecture, Precision precision) {
    assertThat(train(architecture, trainer(gpu(precision))).digest())
        .isEqualTo(train(architecture, trainer(gpu(precision))).digest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet20", "5l"})
  void learns_as_well_as_on_the_cpu(String architecture) {
    double here = train(architecture, trainer(Compute.cpu(2))).agreement();
    double there = train(architecture, trainer(gpu(Precision.FP32))).agreement();

    assertThat(here).isGreaterThan(0.5);
    assertThat(there).isCloseTo(here, within(0.15));
  }

  @Test
  void the_first_losses_are_those_of_the_cpu() {
    double here = train("resnet20", trainer(Compute.cpu(2))).losses().get(0);
    double there = train("resnet20", trainer(gpu(Precision.FP32))).losses().get(0);

    assertThat(there).isCloseTo(here, within(1e-2));
  }

  @Test
  void a_training_that_goes_on_from_a_checkpoint_ends_with_the_same_bits() {
    Path file = folder.resolve("checkpoint.safetensors");
    Trainer trainer = trainer(gpu(Precision.BF16));
    Trained undisturbed = train("resnet20", trainer);
    interrupt(trainer.checkpointing(file));

    assertThat(train("resnet20", trainer.checkpointing(file)).digest())
        .isEqualTo(undisturbed.digest());
  }

  private static void interrupt(Trainer trainer) {
    assertThatThrownBy(() -> train("resnet20", trainer.reporting(new Stopping(2L * IMAGES.size()))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("stopped");
  }

  /** Ends the work once more than so many images are done. */
  private static final class Stopping implements Progress, Progress.Task {
    private long left;

    Stopping(long images) {
      left = images;
    }

    @Override
    public Task begin(String name, String unit, long total) {
      return this;
    }

    @Override
    public void advance(long count) {
      left -= count;
      if (left < 0) {
        throw new IllegalStateException("stopped");
      }
    }
  }

  @Test
  void a_map_of_distributions_is_learnt_as_on_the_cpu() {
    float[] from = {0.7f, 0.3f, 0.4f, 0.6f, 0.9f, 0.1f, 0.2f, 0.8f};
    float[] to = {0.8f, 0.2f, 0.3f, 0.7f, 0.95f, 0.05f, 0.1f, 0.9f};
    assertThat(map(from, to, gpu(Precision.FP32)))
        .containsExactly(map(from, to, Compute.cpu(1)), within(1e-3f));
  }

  private static float[] map(float[] from, float[] to, Compute compute) {
    try (DistributionMap map =
        DistributionMap.fit(from, to, 2, 20, compute, new Seed(1), Progress.SILENT)) {
      return map.apply(from);
    }
  }

  private static Compute gpu(Precision precision) {
    return new Compute(Processor.CUDA, 1, precision, true);
  }

  private static Trainer trainer(Compute compute) {
    Recipe recipe =
        new Recipe(
            4,
            16,
            0.02,
            new Optimiser.Sgd(0.9, true, 5e-4),
            new Schedule.Cosine(),
            new Augmentation(1, true, 0.2, 0.3),
            0);
    return Trainer.of(recipe, compute, new Seed(3));
  }

  private record Trained(String digest, List<Double> losses, double agreement) {}

  private static Trained train(String architecture, Trainer trainer) {
    try (Network network =
        Architectures.named(architecture).create(CLASSES, IMAGES.shape(), new Seed(7))) {
      TrainingLog log = trainer.train("test", network, SET);
      List<Epoch> epochs = log.epochs();
      return new Trained(
          network.digest(),
          epochs.stream().map(Epoch::loss).toList(),
          epochs.get(log.kept() - 1).agreement());
    }
  }
}
