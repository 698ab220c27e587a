package io.boogeyman.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.attack.evaluation.Evaluation;
import io.boogeyman.attack.journal.SqliteJournal;
import io.boogeyman.attack.query.Interrogation;
import io.boogeyman.attack.query.RandomStrategy;
import io.boogeyman.attack.surrogate.Surrogate;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.attack.surrogate.SurrogateTrainer;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.BudgetExhaustedException;
import io.boogeyman.core.prediction.BudgetMeter;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.inference.NetworkApi;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.training.Augmentation;
import io.boogeyman.nn.training.Examples;
import io.boogeyman.nn.training.LearningSet;
import io.boogeyman.nn.training.Optimiser;
import io.boogeyman.nn.training.Recipe;
import io.boogeyman.nn.training.Schedule;
import io.boogeyman.nn.training.Trainer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole theft of a small victim that tells colours apart. */
@Tag("slow")
class TheftTest {
  private static final Compute COMPUTE = Compute.cpu(1);
  private static final Architecture ARCHITECTURE = Architectures.named("5l");
  private static final ImageSet POOL = new ColourImages("pool", 200);
  private static final ImageSet TEST = new ColourImages("test", 150);
  private static final int BUDGET = 150;

  private static final Recipe RECIPE =
      new Recipe(
          6,
          25,
          0.05,
          new Optimiser.Sgd(0.9, true, 5e-4),
          new Schedule.Constant(),
          Augmentation.NONE,
          0);

  private static Network victim;

  @TempDir private Path folder;

  @BeforeAll
  static void trainVictim() {
    ImageSet images = new ColourImages("training", 300);
    victim = ARCHITECTURE.create(3, images.shape(), new Seed(1));
    Trainer.of(RECIPE, COMPUTE, new Seed(1))
        .train("victim", victim, new LearningSet(Examples.labelled(images), Optional.empty()));
    assertThat(Evaluation.accuracy(predictions(victim), TEST.labels().orElseThrow()).low())
        .isGreaterThan(0.8);
  }

  @AfterAll
  static void closeVictim() {
    victim.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "top-1", "label"})
  void surrogate_agrees_with_its_victim_far_above_chance(String granularity) {
    Transcript transcript = interrogate(BUDGET).releasing(Granularity.parse(granularity));
    try (Surrogate surrogate = train(transcript, 1)) {
      Evaluation evaluation =
          Evaluation.of(
              predictions(victim), predictions(surrogate.network()), TEST.labels().orElseThrow());
      assertThat(evaluation.fidelity().low()).isGreaterThan(0.7);
    }
  }

  @Test
  void same_seed_gives_the_same_surrogate_and_another_seed_another() {
    Transcript transcript = interrogate(60);
    try (Surrogate one = train(transcript, 1);
        Surrogate same = train(interrogate(60), 1);
        Surrogate other = train(transcript, 2)) {
      assertThat(same.network().digest()).isEqualTo(one.network().digest());
      assertThat(other.network().digest()).isNotEqualTo(one.network().digest());
    }
  }

  @Test
  void nothing_can_be_stolen_without_answers() {
    assertThatThrownBy(() -> train(interrogate(0), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a surrogate needs at least 1 answer to learn from");
  }

  @Test
  void victim_behind_an_exhausted_budget_answers_nothing() {
    try (NetworkApi api =
            new NetworkApi(victim, TEST.labels().orElseThrow().classNames(), COMPUTE);
        SqliteJournal journal = SqliteJournal.open(folder.resolve("run.db"), api.identity())) {
      PredictionApi broke = api.within(new BudgetMeter(0, Price.FREE, 0)).recordedIn(journal);
      assertThatThrownBy(() -> interrogation().ask(broke, POOL, 1))
          .isInstanceOf(BudgetExhaustedException.class);
      assertThat(journal.size()).isZero();
    }
  }

  private Transcript interrogate(int budget) {
    try (NetworkApi api =
            new NetworkApi(victim, TEST.labels().orElseThrow().classNames(), COMPUTE);
        SqliteJournal journal = SqliteJournal.open(folder.resolve("run.db"), api.identity())) {
      BudgetMeter meter = new BudgetMeter(BUDGET, Price.FREE, journal.size());
      return interrogation().ask(api.within(meter).recordedIn(journal), POOL, budget);
    }
  }

  private static Interrogation interrogation() {
    return new Interrogation(new RandomStrategy(), new Seed(1), Progress.SILENT);
  }

  private static Surrogate train(Transcript transcript, long seed) {
    SurrogatePlan plan =
        SurrogatePlan.standard(ARCHITECTURE, POOL.shape(), Optional.empty(), BUDGET)
            .withRecipe(RECIPE);
    return new SurrogateTrainer(plan, COMPUTE, Progress.SILENT, Optional.empty())
        .train("surrogate", transcript, new Seed(seed));
  }

  private static Predictions predictions(Network network) {
    try (Predictor predictor = Predictor.of(network, COMPUTE)) {
      return predictor.predict(TEST);
    }
  }
}
