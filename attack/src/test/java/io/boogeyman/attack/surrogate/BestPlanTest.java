package io.boogeyman.attack.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.attack.evaluation.Evaluation;
import io.boogeyman.attack.query.Interrogation;
import io.boogeyman.attack.query.RandomStrategy;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.image.Labels;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageStore;
import io.boogeyman.nn.image.StoredImages;
import io.boogeyman.nn.inference.NetworkApi;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.synthetic.Signs;
import io.boogeyman.nn.training.Examples;
import io.boogeyman.nn.training.LearningSet;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A victim that knows drawn signs, stolen by two plans of equal length through others of which a
 * few kinds are frequent and most are rare, as its answers to foreign images are.
 */
@Tag("slow")
class BestPlanTest {
  private static final Compute COMPUTE = Compute.cpu(1);
  private static final ImageShape SHAPE = ImageShape.square(16);
  private static final Architecture ARCHITECTURE = Architectures.named("resnet20");
  private static final int MOST_OF_A_CLASS = 80;
  private static final int EPOCHS = 20;

  @TempDir private static Path folder;
  private static Network victim;
  private static double best;
  private static Predictions truth;
  private static StoredImages test;
  private static StoredImages others;
  private static ImageSet pool;

  @BeforeAll
  static void trainVictim() throws IOException {
    test = open(new Signs(new Seed(2), 860));
    others = open(new Signs(new Seed(3), 43 * MOST_OF_A_CLASS));
    pool = others.subset("lopsided", lopsided(others.labels().orElseThrow()));
    try (StoredImages signs = open(new Signs(new Seed(1), 1_720))) {
      victim = ARCHITECTURE.create(43, SHAPE, new Seed(1));
      Trainer.of(Recipe.standard(12, SHAPE).withBatch(32), COMPUTE, new Seed(1))
          .train("victim", victim, new LearningSet(Examples.labelled(signs), Optional.empty()));
    }
    truth = predictions(victim);
    assertThat(Evaluation.accuracy(truth, test.labels().orElseThrow()).low()).isGreaterThan(0.6);
    best = fidelity(plan(best()));
  }

  /** The most of the first class, half as many of the second, a third of the third, and so on. */
  private static int[] lopsided(Labels labels) {
    int[] taken = new int[43];
    return IntStream.range(0, labels.size())
        .filter(i -> taken[labels.get(i)]++ < MOST_OF_A_CLASS / (labels.get(i) + 1))
        .toArray();
  }

  private static StoredImages open(ImageSource source) throws IOException {
    return ImageStore.open(source, SHAPE, folder, 1, Progress.SILENT);
  }

  @AfterAll
  static void close() {
    victim.close();
    test.close();
    others.close();
  }

  @Test
  void full_vectors_are_worth_more_than_to_the_standard_plan() {
    assertThat(best).isGreaterThan(fidelity(plan(standard())) + 0.05);
  }

  @Test
  void its_optimiser_makes_more_of_them_than_that_of_the_standard_plan() {
    Recipe byMomentum = plan(best()).recipe().withOptimiser(standard().recipe().optimiser());
    assertThat(best).isGreaterThan(fidelity(best().withRecipe(byMomentum)) + 0.05);
  }

  private static SurrogatePlan best() {
    return SurrogatePlan.best(ARCHITECTURE, SHAPE, Optional.empty(), pool.size());
  }

  private static SurrogatePlan standard() {
    return SurrogatePlan.standard(ARCHITECTURE, SHAPE, Optional.empty(), pool.size());
  }

  private static SurrogatePlan plan(SurrogatePlan plan) {
    return plan.withRecipe(plan.recipe().withEpochs(EPOCHS));
  }

  private static double fidelity(SurrogatePlan plan) {
    try (Surrogate copy =
        new SurrogateTrainer(plan, COMPUTE, Progress.SILENT, Optional.empty())
            .train("copy", asked(), new Seed(1))) {
      return Evaluation.of(truth, predictions(copy.network()), test.labels().orElseThrow())
          .fidelity()
          .estimate();
    }
  }

  private static Transcript asked() {
    try (NetworkApi api =
        new NetworkApi(victim, test.labels().orElseThrow().classNames(), COMPUTE)) {
      return new Interrogation(new RandomStrategy(), new Seed(1), Progress.SILENT)
          .ask(api, pool, pool.size());
    }
  }

  private static Predictions predictions(Network network) {
    try (Predictor predictor = Predictor.of(network, COMPUTE)) {
      return predictor.predict(test);
    }
  }
}
