package io.boogeyman.attack.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.attack.ColourImages;
import io.boogeyman.attack.ColourVictim;
import io.boogeyman.attack.journal.SqliteJournal;
import io.boogeyman.attack.query.Interrogation;
import io.boogeyman.attack.surrogate.SurrogatePlan;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.PredictionApi;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.transcript.Transcript;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.network.Architecture;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.weights.SavedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class AdaptiveStrategyTest {
  private static final Architecture NETWORK = Architectures.named("5l");
  private static final ImageSet POOL = new ColourImages("pool", 600);
  private static final Compute COMPUTE = Compute.cpu(1);

  @TempDir private Path folder;

  /** A third of the images is red, and pays. */
  @Test
  void prefers_the_clusters_that_paid_best() {
    ImageSet many = new ColourImages("many", 1500);
    int[] asked =
        interrogation(plan(Optional.empty()), 1).ask(new ColourVictim(), many, 384).positions();
    long red = Arrays.stream(asked).skip(192).filter(image -> image % 3 == 0).count();
    assertThat(red)
        .as("red of the last 192; chance would ask 64, give or take 7")
        .isGreaterThan(96);
  }

  @Test
  void other_rewards_ask_other_images() {
    assertThat(asked(AdaptiveStrategy.Form.TOOLBOX).digest())
        .isNotEqualTo(asked(AdaptiveStrategy.Form.PAPER).digest())
        .isEqualTo(asked(AdaptiveStrategy.Form.TOOLBOX).digest());
  }

  private static Transcript asked(AdaptiveStrategy.Form form) {
    AdaptiveStrategy strategy = new AdaptiveStrategy(plan(Optional.empty()), COMPUTE, form);
    return new Interrogation(strategy, new Seed(1), Progress.SILENT)
        .ask(new ColourVictim(), POOL, 256);
  }

  @Test
  void asks_no_image_twice_and_at_last_the_whole_pool() {
    ImageSet few = new ColourImages("few", 150);
    int[] asked =
        interrogation(plan(Optional.empty()), 1).ask(new ColourVictim(), few, 150).positions();
    assertThat(asked).hasSize(150).doesNotHaveDuplicates();
  }

  @Test
  void same_seed_asks_the_same_and_another_seed_other_images() {
    String digest = ask(new ColourVictim(), 192, 1).digest();
    assertThat(ask(new ColourVictim(), 192, 1).digest()).isEqualTo(digest);
    assertThat(ask(new ColourVictim(), 192, 2).digest()).isNotEqualTo(digest);
  }

  @Test
  void asks_the_same_after_a_kill_and_pays_for_nothing_twice() {
    Transcript whole = ask(new ColourVictim(), 192, 1);
    ColourVictim victim = new ColourVictim();
    victim.failAfter(128);
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("run.db"), "victim")) {
      assertThatThrownBy(() -> ask(victim.recordedIn(journal), 192, 1))
          .isInstanceOf(PredictionException.class);
    }
    victim.failAfter(Integer.MAX_VALUE);
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("run.db"), "victim")) {
      assertThat(ask(victim.recordedIn(journal), 192, 1).digest()).isEqualTo(whole.digest());
    }
    assertThat(victim.asked()).isEqualTo(192);
  }

  @Test
  void learns_from_labels_too() {
    Transcript labels = ask(new ColourVictim().releasing(new Granularity.Label()), 192, 1);
    assertThat(labels.positions())
        .doesNotHaveDuplicates()
        .isNotEqualTo(ask(new ColourVictim(), 192, 1).positions());
  }

  @Test
  void clusters_by_a_pretrained_network_where_there_is_one() throws IOException {
    Path weights = folder.resolve("weights.safetensors");
    try (Network network = NETWORK.create(3, POOL.shape(), new Seed(9));
        SavedNetwork saved = new SavedNetwork(network, List.of("a", "b", "c"), Map.of())) {
      saved.write(weights);
    }
    int[] asked =
        interrogation(plan(Optional.of(weights)), 1).ask(new ColourVictim(), POOL, 192).positions();
    assertThat(asked)
        .doesNotHaveDuplicates()
        .isNotEqualTo(ask(new ColourVictim(), 192, 1).positions());
  }

  private static Transcript ask(PredictionApi api, int budget, long seed) {
    return interrogation(plan(Optional.empty()), seed).ask(api, POOL, budget);
  }

  private static Interrogation interrogation(SurrogatePlan plan, long seed) {
    return new Interrogation(
        new AdaptiveStrategy(plan, COMPUTE, AdaptiveStrategy.Form.PAPER),
        new Seed(seed),
        Progress.SILENT);
  }

  private static SurrogatePlan plan(Optional<Path> pretrained) {
    return SurrogatePlan.standard(NETWORK, POOL.shape(), pretrained, 100);
  }
}
