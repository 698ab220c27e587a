package io.boogeyman.attack.surrogate;

import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.training.Augmentation;
import io.boogeyman.nn.training.Objective;
import io.boogeyman.nn.training.Optimiser;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.training.Refinement;
import io.boogeyman.nn.training.Schedule;
import io.boogeyman.nn.weights.StateDict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * How a thief builds his copy.
 *
 * @param architecture the surrogate's network
 * @param shape the images that it takes
 * @param pretrained public weights to start from; empty trains from scratch
 * @param recipe how it is trained
 * @param missing what to make of what a top-k answer does not tell
 * @param smoothing share of a label spread over all classes, 0 to 1; vectors are left alone
 * @param heldOut share of the answers by which the epoch to keep is chosen, 0 to below 1
 * @param refinements what the training does beyond the recipe
 */
@SuppressWarnings("try") // a scope is there to be closed, not to be read
public record SurrogatePlan(
    Architecture architecture,
    ImageShape shape,
    Optional<Path> pretrained,
    Recipe recipe,
    MissingMass missing,
    double smoothing,
    double heldOut,
    Refinements refinements) {

  private static final double TEMPERATURE = 4;
  private static final double LEAST = 1e-12;
  private static final double AVERAGING = 0.08;

  /** A copy still learns where the standard plan ends. */
  private static final int LONGER = 2;

  /** All of it would raise classes that no answer names above all others. */
  private static final double BALANCE = 0.6;

  /** Nothing beyond a recipe. */
  public SurrogatePlan(
      Architecture architecture,
      ImageShape shape,
      Optional<Path> pretrained,
      Recipe recipe,
      MissingMass missing,
      double smoothing,
      double heldOut) {
    this(architecture, shape, pretrained, recipe, missing, smoothing, heldOut, Refinements.NONE);
  }

  /**
   * The published schedule of Knockoff nets (their {@code adversary/train.py}): SGD at 0.01 with
   * momentum 0.5 and no weight decay, a tenth of it every 60 epochs, 100 epochs, batches of 64,
   * images as they are; no answers are held out, since their choice of the best epoch looks at the
   * test set, which nothing here does: the last epoch is kept.
   */
  public static SurrogatePlan knockoff(
      Architecture architecture, ImageShape shape, Optional<Path> pretrained) {
    Recipe recipe =
        new Recipe(
            100,
            64,
            0.01,
            new Optimiser.Sgd(0.5, false, 0),
            new Schedule.Step(60, 0.1),
            Augmentation.NONE,
            0);
    return new SurrogatePlan(architecture, shape, pretrained, recipe, MissingMass.IGNORED, 0, 0);
  }

  /**
   * Copycat CNN (Correia-Silva et al. 2018): labels as they are, five epochs in batches of 128 over
   * every image and 22 variations of it, here drawn anew each time rather than made once: 115
   * epochs. The sources name neither optimiser nor rate: SGD at 0.01 with momentum 0.9 is ours, and
   * so are the variations, shifts and light. Classes are not balanced.
   */
  public static SurrogatePlan copycat(
      Architecture architecture, ImageShape shape, Optional<Path> pretrained) {
    Recipe recipe =
        new Recipe(
            5 * (1 + 22),
            128,
            0.01,
            new Optimiser.Sgd(0.9, false, 0),
            new Schedule.Constant(),
            new Augmentation(Math.max(1, shape.height() / 8), false, 0.2, 0),
            0);
    return new SurrogatePlan(architecture, shape, pretrained, recipe, MissingMass.IGNORED, 0, 0);
  }

  /**
   * What works better in less time (docs/results.md): one cycle, of Nesterov's momentum or of Adam
   * where there are weights to begin with, over a fixed number of images rather than of epochs, in
   * small batches, on shifted but not re-lit images, and a tenth of the answers held out. The size
   * of the batch matters most: with 4,000 answers and 60,000 images, batches of 32 reach twice the
   * fidelity that batches of 128 do.
   *
   * @param budget answers to learn from
   */
  public static SurrogatePlan standard(
      Architecture architecture, ImageShape shape, Optional<Path> pretrained, int budget) {
    int epochs = epochs(budget, pretrained.isPresent());
    Recipe usual =
        pretrained.isPresent() ? Recipe.fineTuning(epochs, shape) : Recipe.standard(epochs, shape);
    Recipe recipe =
        new Recipe(
            epochs,
            budget <= 2_500 ? 16 : 32,
            usual.learningRate(),
            usual.optimiser(),
            usual.schedule(),
            new Augmentation(usual.augmentation().shift(), false, 0, 0),
            0);
    return new SurrogatePlan(architecture, shape, pretrained, recipe, MissingMass.SPREAD, 0.1, 0.1);
  }

  /**
   * What makes most of a budget (docs/results.md): the standard plan, twice as long, by Muon where
   * there are no weights to begin with, and refined. Vectors are learnt from at a high temperature,
   * since what they tell of classes that an image is not lies in their smallest probabilities. Most
   * of what the classes' frequencies among the answers are worth is taken out of the copy: foreign
   * images look like a few of the victim's classes, and images in use do not (Menon et al. 2021).
   * The copy is the moving mean of its weights, which needs no best epoch, so that no answer is
   * held out.
   *
   * @param budget answers to learn from
   */
  public static SurrogatePlan best(
      Architecture architecture, ImageShape shape, Optional<Path> pretrained, int budget) {
    SurrogatePlan standard = standard(architecture, shape, pretrained, budget);
    Recipe longer = standard.recipe().withEpochs(LONGER * standard.recipe().epochs());
    return new SurrogatePlan(
        architecture,
        shape,
        pretrained,
        pretrained.isPresent() ? longer : longer.withOptimiser(Optimiser.Muon.STANDARD),
        standard.missing(),
        standard.smoothing(),
        0,
        refined());
  }

  private static Refinements refined() {
    return new Refinements(
        refinement(new Objective.Tempered(TEMPERATURE, LEAST, BALANCE)),
        refinement(new Objective.Balanced(BALANCE)),
        refinement(new Objective.Balanced(BALANCE)));
  }

  private static Refinement refinement(Objective objective) {
    return new Refinement(objective, AVERAGING);
  }

  /**
   * The same for a quarter of its epochs, 3 at least: for copies that are there to choose the next
   * queries by and are thrown away then. ActiveThief trains these for up to 1,000 epochs of Adam
   * until patience is over (Pal et al. 2020), as long as those that it keeps.
   */
  public SurrogatePlan brief() {
    return withRecipe(recipe.withEpochs(Math.max(3, recipe.epochs() / 4)));
  }

  private static int epochs(int budget, boolean pretrained) {
    int images = pretrained ? 60_000 : 150_000;
    return Math.max(pretrained ? 5 : 10, Math.min(60, images / Math.max(1, budget)));
  }

  /**
   * Makes sure that the pretrained weights are there and fit, before anything is paid for.
   *
   * @param classes how many the victim has
   * @throws IllegalArgumentException if they do not fit the architecture
   * @throws UncheckedIOException if they cannot be read
   */
  public void requireWeights(int classes) {
    if (pretrained.isPresent()) {
      network(classes, new Seed(0)).close();
    }
  }

  /**
   * A copy as it is before training, to be closed by the caller.
   *
   * @throws IllegalArgumentException if the pretrained weights do not fit the architecture
   * @throws UncheckedIOException if they cannot be read
   */
  public Network network(int classes, Seed seed) {
    Network network = architecture.create(classes, shape, seed);
    try {
      pretrained.ifPresent(file -> load(network, file));
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static void load(Network network, Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("there is no file " + file + " with weights to read");
    }
    try (PointerScope scope = new PointerScope()) {
      network.load(StateDict.read(file), true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the weights " + file + ": " + e.getMessage(), e);
    }
  }

  /** The same, making something else of what a top-k answer does not tell. */
  public SurrogatePlan withMissing(MissingMass other) {
    return new SurrogatePlan(
        architecture, shape, pretrained, recipe, other, smoothing, heldOut, refinements);
  }

  /** The same, trained by another recipe. */
  public SurrogatePlan withRecipe(Recipe other) {
    return new SurrogatePlan(
        architecture, shape, pretrained, other, missing, smoothing, heldOut, refinements);
  }
}
