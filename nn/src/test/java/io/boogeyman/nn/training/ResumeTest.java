package io.boogeyman.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.Labels;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that was interrupted and started again, with everything that draws at random. */
@Tag("slow")
class ResumeTest {
  private static final int SIZE = 24;
  private static final int EPOCHS = 3;
  private static final PaintedImages IMAGES = new PaintedImages(SIZE, 8, 3, 1);
  private static final LearningSet SET =
      new LearningSet(
          Examples.labelled(IMAGES), Optional.of(Examples.labelled(new PaintedImages(9, 8, 3, 2))));
  private static final Optimiser SGD = new Optimiser.Sgd(0.9, true, 5e-4);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void choose_a_file() {
    file = folder.resolve("checkpoint.safetensors");
  }

  static Stream<Arguments> interruptions() {
    return Stream.of(SGD, new Optimiser.Adam(1e-2), new Optimiser.Muon(0.9, 5e-4, 0.2))
        .flatMap(
            optimiser ->
                Stream.of(SIZE / 2, SIZE + 1, 2 * SIZE + SIZE / 2)
                    .map(images -> Arguments.of(optimiser, images)));
  }

  @ParameterizedTest(name = "{0}, stopped after {1} images")
  @MethodSource("interruptions")
  void ends_with_the_same_bits_as_an_undisturbed_training(Optimiser optimiser, int images) {
    Trainer trainer = trainer(optimiser, 1);
    Outcome undisturbed = train(trainer, SET);

    interrupt(trainer, images);
    Counting progress = new Counting(Long.MAX_VALUE);
    Outcome resumed = train(trainer.checkpointing(file).reporting(progress), SET);

    assertThat(resumed.digest()).isEqualTo(undisturbed.digest());
    assertThat(resumed.log().kept()).isEqualTo(undisturbed.log().kept());
    assertThat(losses(resumed.log())).isEqualTo(losses(undisturbed.log()));
    assertThat(progress.skipped).as("taken over").isEqualTo((long) images / SIZE * SIZE);
    assertThat(progress.done).isEqualTo((long) EPOCHS * SIZE - progress.skipped);
  }

  @Test
  void checkpoint_of_another_seed_is_ignored() {
    interrupt(trainer(SGD, 1), 2 * SIZE + 1);

    Outcome other = train(trainer(SGD, 2).checkpointing(file), SET);

    assertThat(other.digest()).isEqualTo(train(trainer(SGD, 2), SET).digest());
  }

  @Test
  void checkpoint_of_the_same_images_with_other_targets_is_ignored() {
    Labels others = new Labels(IMAGES.labels().orElseThrow().classNames(), new int[SIZE]);
    LearningSet relabelled =
        new LearningSet(new Examples(IMAGES, Targets.hard(others)), SET.heldOut());
    interrupt(trainer(SGD, 1), 2 * SIZE + 1);

    Outcome other = train(trainer(SGD, 1).checkpointing(file), relabelled);

    assertThat(other.digest()).isEqualTo(train(trainer(SGD, 1), relabelled).digest());
  }

  /** In the header, in the log of epochs, in the first values and in the last. */
  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.02, 0.1, 0.5, 0.9999})
  void flipped_bit_in_the_checkpoint_does_not_get_into_the_weights(double place)
      throws IOException {
    interrupt(trainer(SGD, 1), 2 * SIZE + 1);
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) (place * bytes.length)] ^= 1;
    Files.write(file, bytes);

    assertThat(train(trainer(SGD, 1).checkpointing(file), SET).digest())
        .isEqualTo(train(trainer(SGD, 1), SET).digest());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0005, 0.5, 0.9999})
  void checkpoint_that_was_cut_is_as_none(double share) throws IOException {
    interrupt(trainer(SGD, 1), 2 * SIZE + 1);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, (int) (share * bytes.length)));

    Counting progress = new Counting(Long.MAX_VALUE);
    Outcome anew = train(trainer(SGD, 1).checkpointing(file).reporting(progress), SET);

    assertThat(progress.skipped).as("taken over").isZero();
    assertThat(anew.digest()).isEqualTo(train(trainer(SGD, 1), SET).digest());
  }

  @Test
  void ended_training_that_was_not_saved_is_not_done_again() {
    Outcome ended = train(trainer(SGD, 1).checkpointing(file), SET);

    assertThat(train(trainer(SGD, 1).checkpointing(file), SET)).isEqualTo(ended);
  }

  private void interrupt(Trainer trainer, int images) {
    Trainer stopped = trainer.checkpointing(file).reporting(new Counting(images));
    assertThatThrownBy(() -> train(stopped, SET)).isInstanceOf(Interruption.class);
  }

  private record Outcome(String digest, TrainingLog log) {}

  private static Outcome train(Trainer trainer, LearningSet set) {
    try (Network network = Architectures.named("9l").create(3, IMAGES.shape(), new Seed(7))) {
      TrainingLog log = trainer.train("test", network, set);
      return new Outcome(network.digest(), log);
    }
  }

  private static Trainer trainer(Optimiser optimiser, long seed) {
    Recipe recipe =
        new Recipe(
            EPOCHS,
            8,
            0.005,
            optimiser,
            new Schedule.Cosine(),
            new Augmentation(1, true, 0.2, 0.3),
            0);
    return Trainer.of(recipe, Compute.cpu(1), new Seed(seed));
  }

  private static List<Double> losses(TrainingLog log) {
    return log.epochs().stream().map(Epoch::loss).toList();
  }

  /** Ends the training once more than so many images are done. */
  private static final class Counting implements Progress, Progress.Task {
    private final long limit;
    private long skipped;
    private long done;

    Counting(long limit) {
      this.limit = limit;
    }

    @Override
    public Task begin(String name, String unit, long total) {
      return this;
    }

    @Override
    public void advance(long count) {
      done += count;
      if (done > limit) {
        throw new Interruption();
      }
    }

    @Override
    public void skip(long count) {
      skipped += count;
    }
  }

  private static final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
