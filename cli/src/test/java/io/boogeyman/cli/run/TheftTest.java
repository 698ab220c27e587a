package io.boogeyman.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.attack.query.QuerySession;
import io.boogeyman.attack.query.QueryStrategy;
import io.boogeyman.attack.reading.Reading;
import io.boogeyman.cli.result.StealResult;
import io.boogeyman.cli.result.Surrogate;
import io.boogeyman.core.image.ImageSet;
import io.boogeyman.core.image.ImageShape;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.prediction.Price;
import io.boogeyman.core.progress.Progress;
import io.boogeyman.core.random.Seed;
import io.boogeyman.nn.compute.Compute;
import io.boogeyman.nn.image.ImageSource;
import io.boogeyman.nn.image.ImageStore;
import io.boogeyman.nn.image.StoredImages;
import io.boogeyman.nn.network.Architectures;
import io.boogeyman.nn.network.Network;
import io.boogeyman.nn.synthetic.Scenes;
import io.boogeyman.nn.synthetic.Signs;
import io.boogeyman.nn.weights.SavedNetwork;
import io.boogeyman.victim.Victim;
import io.boogeyman.victim.network.NetworkVictim;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TheftTest {
  private static final ImageShape SHAPE = ImageShape.square(16);
  private static final int BUDGET = 20;
  private static final int TEST = 43;

  @TempDir private Path folder;

  @Test
  void is_not_charged_for_another_theft_in_the_same_folder() throws IOException {
    StealResult first = steal(1);
    StealResult second = steal(2);

    assertThat(first.surrogates()).extracting(Surrogate::seed).containsExactly(1L);
    assertThat(second.surrogates()).extracting(Surrogate::seed).containsExactly(2L);
  }

  @Test
  void trains_nothing_again_that_is_finished() throws IOException {
    assertThat(steal(1).surrogates()).isEqualTo(steal(1).surrogates());
  }

  @Test
  void victim_elsewhere_is_asked_the_budget_and_the_test_images_once() throws IOException {
    RemoteVictim victim = remoteVictim(Optional.empty());
    StealResult result = steal(victim, 1);
    assertThat(victim.imagesAsked()).isEqualTo(BUDGET + TEST);
    assertThat(result.victim().kind()).isEqualTo("invented service");

    assertThat(steal(victim, 1).surrogates()).isEqualTo(result.surrogates());
    assertThat(victim.imagesAsked()).isEqualTo(BUDGET + TEST);
  }

  @Test
  void copy_of_a_victim_that_gives_labels_is_measured_by_them() throws IOException {
    RemoteVictim victim = remoteVictim(Optional.of(new Granularity.Label()));
    Surrogate copy = steal(victim, 1).surrogates().get(0);
    assertThat(copy.fidelity().estimate()).isBetween(0.0, 1.0);
    assertThat(copy.divergence().estimate()).isPositive().isFinite();
  }

  @Test
  void answers_finer_than_the_victim_gives_are_refused_before_it_is_asked() throws IOException {
    RemoteVictim victim = remoteVictim(Optional.of(new Granularity.Label()));
    assertThatThrownBy(() -> steal(victim, settings(1, new Granularity.TopK(5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the victim's API answers label, which cannot be made top-5; ask for --answers label"
                + " or coarser");
    assertThat(victim.imagesAsked()).isZero();
  }

  @Test
  void answers_that_turn_out_too_coarse_are_refused_at_the_first_request() throws IOException {
    RemoteVictim victim = remoteVictim(Optional.empty());
    assertThatThrownBy(() -> steal(victim, settings(1, new Granularity.Full())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the API gives labels, which hold less than full");
    assertThat(victim.imagesAsked()).isEqualTo(RemoteVictim.REQUEST_SIZE).isLessThan(BUDGET);
  }

  @Test
  void test_images_of_a_victim_elsewhere_count_as_money_spent() throws IOException {
    RemoteVictim victim = remoteVictim(Optional.empty());
    assertThatThrownBy(() -> steal(victim, spendingAtMost("0.062")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "63 images (43 of them to measure by) cost 0.06, more than --spend-at-most 0.06, which"
                + " buys 62");
    assertThat(victim.imagesAsked()).isZero();

    steal(victim, spendingAtMost("0.063"));
    assertThat(victim.imagesAsked()).isEqualTo(BUDGET + TEST);
    assertThat(Files.readString(folder.resolve("run").resolve("events.jsonl")))
        .contains("\"examined\"", "\"spent\":0.043");
  }

  @Test
  void strategy_that_looks_at_answers_sees_those_of_its_granularity_only() throws IOException {
    Watcher watcher = new Watcher(new ArrayList<>());
    StealSettings settings = settings(1, new Granularity.TopK(2), new Granularity.Label());
    RemoteVictim victim = remoteVictim(Optional.of(new Granularity.Full()));
    try (RunFolder run = RunFolder.open(folder.resolve("run"));
        StoredImages pool = open(new Scenes(new Seed(1), 40));
        StoredImages test = open(new Signs(new Seed(2), TEST))) {
      Thief thief = new Thief(pool, watcher, 40);
      new Theft(settings, run, Progress.SILENT).run(victim, thief, test);
    }
    assertThat(watcher.seen()).hasSize(2 * (BUDGET - 1));
    assertThat(watcher.seen().subList(0, BUDGET - 1)).allMatch(Answer.TopK.class::isInstance);
    assertThat(watcher.seen().subList(BUDGET - 1, 2 * (BUDGET - 1)))
        .allMatch(Answer.Label.class::isInstance);
    assertThat(victim.imagesAsked()).as("nothing twice").isEqualTo(BUDGET + TEST);
  }

  /** Asks the pool in order, one by one, and notes the last answer that it sees. */
  private record Watcher(List<Answer> seen) implements QueryStrategy {
    @Override
    public String name() {
      return "watcher";
    }

    @Override
    public QuerySession begin(ImageSet pool, int budget, Seed seed) {
      return (asked, most) -> {
        asked.answers().stream().skip(Math.max(0, asked.size() - 1)).forEach(seen::add);
        return new int[] {asked.size()};
      };
    }
  }

  private static StealSettings spendingAtMost(String money) {
    StealSettings free = settings(1, new Granularity.Label());
    return new StealSettings(
        free.victim(),
        Map.of(),
        free.thief(),
        free.test(),
        free.budgets(),
        free.answers(),
        free.surrogate(),
        new Price(BigDecimal.ONE),
        Optional.of(new BigDecimal(money)),
        free.seeds(),
        free.compute(),
        free.jobs());
  }

  private static RemoteVictim remoteVictim(Optional<Granularity> finest) throws IOException {
    try (Signs signs = new Signs(new Seed(1), 1)) {
      return new RemoteVictim(signs.labels().orElseThrow().classNames(), SHAPE, finest);
    }
  }

  private StealResult steal(long seed) throws IOException {
    try (Signs signs = new Signs(new Seed(1), 1);
        Network network = Architectures.named("resnet20").create(43, SHAPE, new Seed(3))) {
      List<String> classNames = signs.labels().orElseThrow().classNames();
      SavedNetwork saved = new SavedNetwork(network, classNames, Map.of());
      try (Victim victim = new NetworkVictim("victim.safetensors", saved, Compute.cpu(1))) {
        return steal(victim, seed);
      }
    }
  }

  private StealResult steal(Victim victim, long seed) throws IOException {
    return steal(victim, settings(seed, new Granularity.Label()));
  }

  private StealResult steal(Victim victim, StealSettings settings) throws IOException {
    try (RunFolder run = RunFolder.open(folder.resolve("run"));
        StoredImages pool = open(new Scenes(new Seed(1), 40));
        StoredImages test = open(new Signs(new Seed(2), TEST))) {
      return new Theft(settings, run, Progress.SILENT).run(victim, Thief.random(pool), test);
    }
  }

  private StoredImages open(ImageSource source) throws IOException {
    return ImageStore.open(source, SHAPE, folder, 1, Progress.SILENT);
  }

  private static StealSettings settings(long seed, Granularity... answers) {
    return new StealSettings(
        "victim",
        Map.of(),
        ThiefSettings.of("scenes"),
        new TestImages.Named("signs"),
        List.of(BUDGET),
        Stream.of(answers).<Reading>map(Reading.Seen::new).toList(),
        SurrogateSettings.standard("resnet20").withEpochs(1),
        Price.FREE,
        Optional.empty(),
        List.of(seed),
        Compute.cpu(1),
        1);
  }
}
