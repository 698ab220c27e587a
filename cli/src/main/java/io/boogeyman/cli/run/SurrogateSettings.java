package io.boogeyman.cli.run;

import io.boogeyman.attack.reading.Reading;
import io.boogeyman.attack.surrogate.MissingMass;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.core.digest.Digest;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.training.Recipe;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a user wants the copies to be and how they are trained: a schedule, and what of it is
 * overruled.
 *
 * @param architecture the copy's network, by name
 * @param pretrained public weights that the copy starts from
 * @param schedule {@code "standard"}, {@code "best"}, {@code "knockoff"} or {@code "copycat"}
 * @param epochs overrules the schedule's
 * @param batch overrules the schedule's
 * @param learningRate overrules the schedule's
 * @param missing overrules what the schedule makes of what a top-k answer does not tell
 */
public record SurrogateSettings(
    String architecture,
    Optional<Path> pretrained,
    String schedule,
    OptionalInt epochs,
    OptionalInt batch,
    OptionalDouble learningRate,
    Optional<MissingMass> missing) {
  /** The schedule that makes most of a budget. */
  public static final String BEST = "best";

  private static final String STANDARD = "standard";
  private static final String SCHEDULED = "the schedule's";
  private static final String COPYCAT = "copycat";
  private static final List<String> SCHEDULES = List.of(STANDARD, BEST, "knockoff", COPYCAT);

  /**
   * @throws IllegalArgumentException if there is no such schedule
   */
  public SurrogateSettings {
    if (!SCHEDULES.contains(schedule)) {
      throw new IllegalArgumentException(
          "'" + schedule + "' is no schedule; say standard, best, knockoff or copycat");
    }
  }

  /**
   * Refuses answers that the schedule makes nothing of.
   *
   * @throws IllegalArgumentException in one line, if there are any
   */
  public void requireReadings(List<Reading> answers) {
    Reading labels = new Reading.Seen(new Granularity.Label());
    if (schedule.equals(COPYCAT) && !answers.equals(List.of(labels))) {
      throw new IllegalArgumentException(
          "--schedule copycat learns from labels alone; say --answers label");
    }
  }

  /** From scratch, by the standard schedule. */
  public static SurrogateSettings standard(String architecture) {
    return new SurrogateSettings(
        architecture,
        Optional.empty(),
        STANDARD,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  /** Whether copies are trained by the schedule that makes most of a budget. */
  boolean isBest() {
    return schedule.equals(BEST);
  }

  /** The same, for so many epochs. */
  public SurrogateSettings withEpochs(int count) {
    return new SurrogateSettings(
        architecture, pretrained, schedule, OptionalInt.of(count), batch, learningRate, missing);
  }

  /**
   * How a copy is trained on so many answers.
   *
   * @throws IllegalArgumentException if there is no such architecture, or it cannot take the
   *     images, or a number is out of range
   */
  public SurrogatePlan plan(ImageShape shape, int budget) {
    Architecture network = Architectures.named(architecture);
    network.requireShape(shape);
    SurrogatePlan plan =
        switch (schedule) {
          case "knockoff" -> SurrogatePlan.knockoff(network, shape, pretrained);
          case BEST -> SurrogatePlan.best(network, shape, pretrained, budget);
          case COPYCAT -> SurrogatePlan.copycat(network, shape, pretrained);
          default -> SurrogatePlan.standard(network, shape, pretrained, budget);
        };
    return plan.withRecipe(overruled(plan.recipe())).withMissing(missing.orElse(plan.missing()));
  }

  private Recipe overruled(Recipe recipe) {
    return recipe
        .withEpochs(epochs.orElse(recipe.epochs()))
        .withBatch(batch.orElse(recipe.batch()))
        .withLearningRate(learningRate.orElse(recipe.learningRate()));
  }

  /**
   * How a copy is trained on so many answers that is there to choose the next queries by: briefly,
   * by the best schedule where the copies to be kept are, else by the standard one, and for no more
   * epochs than these.
   *
   * @throws IllegalArgumentException as {@link #plan}
   */
  SurrogatePlan briefPlan(ImageShape shape, int answers) {
    Architecture network = Architectures.named(architecture);
    network.requireShape(shape);
    SurrogatePlan plan =
        (isBest()
                ? SurrogatePlan.best(network, shape, pretrained, answers)
                : SurrogatePlan.standard(network, shape, pretrained, answers))
            .brief();
    int most = plan(shape, answers).recipe().epochs();
    Recipe recipe = plan.recipe();
    return plan.withRecipe(recipe.withEpochs(Math.min(most, recipe.epochs())))
        .withMissing(missing.orElse(plan.missing()));
  }

  /**
   * Adds to a digest how copies of so many answers are trained, those too that are there to choose
   * queries by.
   */
  public Digest addTo(Digest digest, ImageShape shape, int answers) {
    SurrogatePlan plan = plan(shape, answers);
    SurrogateJob.addTraining(digest, plan).add(plan.refinements().toString());
    SurrogatePlan brief = briefPlan(shape, answers);
    return SurrogateJob.addRefinements(SurrogateJob.addTraining(digest, brief), brief);
  }

  /** Every setting by name. */
  Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("surrogate", architecture);
    map.put("pretrained", pretrained.map(Path::toString).orElse("none"));
    map.put("schedule", schedule);
    map.put("epochs", epochs.isPresent() ? Integer.toString(epochs.getAsInt()) : SCHEDULED);
    map.put("batch", batch.isPresent() ? Integer.toString(batch.getAsInt()) : SCHEDULED);
    map.put(
        "learning rate",
        learningRate.isPresent() ? Double.toString(learningRate.getAsDouble()) : SCHEDULED);
    map.put("missing mass", missing.map(m -> m.name().toLowerCase(Locale.ROOT)).orElse(SCHEDULED));
    return map;
  }
}
