package io.boogeyman.attack.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.attack.ColourImages;
import io.boogeyman.attack.ColourVictim;
import io.boogeyman.attack.journal.SqliteJournal;
import io.boogeyman.attack.query.Interrogation;
import io.boogeyman.attack.query.Margin;
import io.boogeyman.attack.query.QuerySession;
import io.boogeyman.attack.surrogate.Surrogate;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.attack.surrogate.SurrogateTrainer;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.inference.Predictions;
import io.boogeyman.nn.inference.Predictor;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class ActiveStrategyTest {
  private static final Architecture NETWORK = Architectures.named("5l");
  private static final ImageSet POOL = new ColourImages("pool", 120);
  private static final Compute COMPUTE = Compute.cpu(1);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void asks_no_image_twice_and_at_last_the_whole_pool(Selection selection) {
    ImageSet few = new ColourImages("few", 12);
    assertThat(interrogation(selection, 1).ask(new ColourVictim(), few, 12).positions())
        .hasSize(12)
        .doesNotHaveDuplicates();
  }

  @Test
  void another_seed_asks_other_images() {
    assertThat(ask(Selection.MARGIN, new ColourVictim(), 12, 2).digest())
        .isNotEqualTo(ask(Selection.MARGIN, new ColourVictim(), 12, 1).digest());
  }

  @ParameterizedTest
  @EnumSource
  void asks_the_same_after_a_kill_and_pays_for_nothing_twice(Selection selection) {
    Transcript whole = ask(selection, new ColourVictim(), 12, 1);
    ColourVictim victim = new ColourVictim();
    victim.failAfter(6);
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("run.db"), "victim")) {
      assertThatThrownBy(() -> ask(selection, victim.recordedIn(journal), 12, 1))
          .isInstanceOf(PredictionException.class);
    }
    victim.failAfter(Integer.MAX_VALUE);
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("run.db"), "victim")) {
      assertThat(ask(selection, victim.recordedIn(journal), 12, 1).digest())
          .isEqualTo(whole.digest());
    }
    assertThat(victim.asked()).isEqualTo(12);
  }

  @Test
  void every_selection_leads_elsewhere() {
    Transcript asked = askedFirst();
    assertThat(Arrays.stream(Selection.values()).map(selection -> next(selection, asked)))
        .doesNotHaveDuplicates();
  }

  private static List<Integer> next(Selection selection, Transcript asked) {
    try (QuerySession session = strategy(selection).begin(POOL, 120, new Seed(1))) {
      return Arrays.stream(session.choose(asked, 108)).boxed().toList();
    }
  }

  /** As if chance had chosen the first twelve images. */
  private static Transcript askedFirst() {
    int[] first = IntStream.range(0, 12).toArray();
    return new Transcript(POOL, first, new ColourVictim().ask(POOL, first, count -> {}));
  }

  @Test
  void entropy_asks_what_the_copy_knows_least_of() {
    requireHighest(Selection.ENTROPY, Uncertainty::entropy);
  }

  @Test
  void margin_asks_where_the_copy_wavers_between_two() {
    requireHighest(Selection.MARGIN, row -> -Margin.of(row));
  }

  @Test
  void thief_of_rare_classes_asks_what_seems_to_be_of_them() {
    requireHighest(Selection.RARE, new Rarity(askedFirst().namedClasses())::of);
  }

  /** The copy is trained again as the strategy trains it, and looked at. */
  private static void requireHighest(Selection selection, ToDoubleFunction<float[]> score) {
    Transcript asked = askedFirst();
    Seed seed = new Seed(1).derive("round", 12).derive("copy");
    SurrogateTrainer trainer =
        new SurrogateTrainer(plan(12), COMPUTE, Progress.SILENT, Optional.empty());
    try (Surrogate copy = trainer.train("copy", asked, seed);
        Predictor predictor = Predictor.of(copy.network(), COMPUTE)) {
      Predictions all = predictor.predict(POOL);
      List<Integer> best =
          IntStream.range(12, 120)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -score.applyAsDouble(all.row(i))))
              .limit(selection.rounds(120).next(12) - 12)
              .toList();
      assertThat(next(selection, asked)).isEqualTo(best);
    }
  }

  private static Transcript ask(Selection selection, PredictionApi api, int budget, long seed) {
    return interrogation(selection, seed).ask(api, POOL, budget);
  }

  private static Interrogation interrogation(Selection selection, long seed) {
    return new Interrogation(strategy(selection), new Seed(seed), Progress.SILENT);
  }

  private static ActiveStrategy strategy(Selection selection) {
    return new ActiveStrategy(selection, ActiveStrategyTest::plan, COMPUTE);
  }

  private static SurrogatePlan plan(int answers) {
    SurrogatePlan brief =
        SurrogatePlan.standard(NETWORK, POOL.shape(), Optional.empty(), answers).brief();
    return brief.withRecipe(brief.recipe().withEpochs(2).withLearningRate(0.01));
  }
}
