package io.boogeyman.cli.reproduce.profile;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.training.Augmentation;
import io.boogeyman.nn.training.Optimiser;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.training.Schedule;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A victim and how it is trained.
 *
 * @param set the task, by its name in the profile
 * @param architecture the network
 * @param size side of the images that it takes
 * @param pretrained public weights that it starts from
 * @param schedule how it is trained
 * @param epochs how long; the published schedules say it themselves
 * @param batch images a step
 * @param learningRate overrules the schedule's
 * @param mirrored whether training may mirror images
 */
public record VictimPlan(
    String set,
    String architecture,
    int size,
    Optional<String> pretrained,
    Optional<VictimPlan.TrainingSchedule> schedule,
    OptionalInt epochs,
    OptionalInt batch,
    OptionalDouble learningRate,
    Optional<Boolean> mirrored) {
  private static final int EPOCHS = 12;

  /** How victims are trained. */
  public enum TrainingSchedule {
    /** What {@code boogeyman train} does. */
    STANDARD,
    /**
     * The paper's for pretrained victims: SGD at 0.1 with momentum 0.5, a tenth of it every 60
     * epochs, 200 epochs.
     */
    PAPER,
    /** The paper's for victims from scratch: Adam at 0.001, a half of it after epoch 100, 200. */
    PAPER_FROM_SCRATCH
  }

  /**
   * @throws IllegalArgumentException if there is no such architecture, it cannot take such images,
   *     or its schedule mirrors none
   */
  public VictimPlan {
    Required.said(set, "a victim", "set");
    Required.said(architecture, "a victim", "architecture");
    Architectures.named(architecture).requireShape(ImageShape.square(size));
    if (mirrored.orElse(false)
        && schedule.orElse(TrainingSchedule.STANDARD) != TrainingSchedule.STANDARD) {
      throw new IllegalArgumentException(
          "a victim of a published schedule is not mirrored: that varies no images");
    }
  }

  /** The images that it takes. */
  public ImageShape shape() {
    return ImageShape.square(size);
  }

  /** How it is trained, in numbers. */
  public Recipe recipe() {
    Recipe recipe =
        switch (schedule.orElse(TrainingSchedule.STANDARD)) {
          case STANDARD -> standard();
          case PAPER ->
              published(0.1, new Optimiser.Sgd(0.5, false, 0), new Schedule.Step(60, 0.1));
          case PAPER_FROM_SCRATCH ->
              published(0.001, new Optimiser.Adam(0), new Schedule.Step(100, 0.5));
        };
    return recipe
        .withEpochs(epochs.orElse(recipe.epochs()))
        .withBatch(batch.orElse(recipe.batch()))
        .withLearningRate(learningRate.orElse(recipe.learningRate()));
  }

  private Recipe standard() {
    Recipe recipe =
        pretrained.isPresent()
            ? Recipe.fineTuning(EPOCHS, shape())
            : Recipe.standard(EPOCHS, shape());
    return mirrored.orElse(false) ? recipe.mirroring() : recipe;
  }

  private static Recipe published(double rate, Optimiser optimiser, Schedule schedule) {
    return new Recipe(200, 64, rate, optimiser, schedule, Augmentation.NONE, 0);
  }
}
