package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.compute.Precision;
import io.boogeyman.nn.compute.Processor;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is made in libtorch is freed by hand, so that one forgotten tensor a step or a network fills
 * the machine in the end.
 */
@Tag("slow")
class NativeMemoryTest {
  private static final double MOST_MEBIBYTES = 16;
  private static final Optimiser MOMENTUM = new Optimiser.Sgd(0.9, true, 5e-4);

  @TempDir Path folder;

  @BeforeEach
  void skip_where_resident_memory_is_unknown() {
    assumeTrue(ResidentMemory.isKnown(), "resident memory is read from /proc, which is not here");
  }

  /** 10,000 steps in FP32: each epoch ends with a validation and a checkpoint. */
  @ParameterizedTest(name = "{0}")
  @EnumSource(Precision.class)
  void does_not_grow_from_step_to_step(Precision precision) {
    int epochs = precision == Precision.FP32 ? 20 : 4;

    List<Double> memory = trained(epochs, precision, Refinement.NONE, MOMENTUM);

    assertThat(memory).hasSize(epochs);
    assertGrowth(memory);
  }

  @Test
  void does_not_grow_where_weights_are_averaged_and_targets_tempered() {
    Refinement refined = new Refinement(new Objective.Tempered(4, 1e-9, 0.5), 0.99);

    assertGrowth(trained(8, Precision.FP32, refined, MOMENTUM));
  }

  @Test
  void does_not_grow_where_kernels_are_orthogonalised() {
    assertGrowth(trained(4, Precision.FP32, Refinement.NONE, Optimiser.Muon.STANDARD));
  }

  private List<Double> trained(
      int epochs, Precision precision, Refinement refinement, Optimiser optimiser) {
    PaintedImages images = new PaintedImages(1000, 11, 3, 1);
    Examples held = Examples.labelled(new PaintedImages(50, 11, 3, 2));
    List<Double> memory = new ArrayList<>();
    Recipe recipe =
        new Recipe(
            epochs,
            2,
            0.001,
            optimiser,
            new Schedule.OneCycle(0.25),
            new Augmentation(1, true, 0.2, 0.2),
            0);
    Compute compute = new Compute(Processor.CPU, 1, precision, true);
    try (Network network = Architectures.named("5l").create(3, images.shape(), new Seed(1))) {
      Trainer.of(recipe, compute, new Seed(1))
          .refining(refinement)
          .checkpointing(folder.resolve("checkpoint.safetensors"))
          .reporting(eachEpoch(() -> memory.add(ResidentMemory.mebibytes())))
          .train("memory", network, new LearningSet(Examples.labelled(images), Optional.of(held)));
    }
    return memory;
  }

  /** A resnet20 has 1 MiB of weights: 200 that were not freed could not be overlooked. */
  @Test
  void does_not_grow_from_network_to_network() {
    List<Double> memory = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      if (i >= 40 && i % 50 == 40) {
        memory.add(ResidentMemory.mebibytes());
      }
      createTrainAndAsk(i);
    }
    memory.add(ResidentMemory.mebibytes());

    assertGrowth(memory);
  }

  private static void createTrainAndAsk(long seed) {
    PaintedImages images = new PaintedImages(4, 8, 3, 1);
    Recipe recipe =
        new Recipe(
            1, 4, 0.01, new Optimiser.Adam(0.1), new Schedule.Constant(), Augmentation.NONE, 0);
    Compute compute = Compute.cpu(1);
    LearningSet set =
        new LearningSet(Examples.labelled(images), Optional.of(Examples.labelled(images)));
    try (Network network =
        Architectures.named("resnet20").create(3, images.shape(), new Seed(seed))) {
      Trainer.of(recipe, compute, new Seed(seed)).train("memory", network, set);
      try (Predictor predictor = Predictor.of(network, compute)) {
        predictor.predict(images);
      }
    }
  }

  private static void assertGrowth(List<Double> memory) {
    double growth = memory.get(memory.size() - 1) - memory.get(0);
    assertThat(growth).as("growth in MiB, of %s", memory).isLessThan(MOST_MEBIBYTES);
  }

  private static Progress eachEpoch(Runnable action) {
    return (name, unit, total) ->
        new Progress.Task() {
          @Override
          public void note(String text) {
            action.run();
          }
        };
  }
}
