package io.boogeyman.defend.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.AccessRefusedException;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.PredictionException;
import io.boogeyman.core.random.Seed;
import io.boogeyman.defend.policy.file.ClientSettings;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.defend.release.ReleaseKey;
import io.boogeyman.defend.release.ReleaseMeans;
import io.boogeyman.nn.compute.Compute;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyApiTest {
  private static final String POLICY =
      """
      policy: 1
      version: "1"
      author: jane
      model: {victim: painted, name: signs}
      clients:
        each: {images: 10, per: day}
      release: [label]
      """;

  private final PaintedModel model = new PaintedModel();
  private final WaitingClock clock = new WaitingClock();
  private final List<ClientName> asked = new ArrayList<>();

  private PolicyApi api(int accounts, Duration patience) {
    PolicyFile file = new PolicyReader().read(POLICY, Path.of("policy.yaml"));
    ReleaseMeans means =
        new ReleaseMeans(
            ReleaseKey.of(new byte[16]), 4, PaintedModel.SHAPE, Compute.cpu(1), Path.of(""));
    EnforcementParts parts =
        new EnforcementParts(
            model,
            new Watch(List.of(), Optional.empty(), 12, new Seed(1), () -> {}),
            ReleaseLadder.of(file.policy(), means),
            new MemoryLedger(file.policy().clients().orElse(ClientSettings.unlimited())),
            new MemoryStates());
    GuardListener listener =
        event -> {
          if (event instanceof GuardEvent.Asked answered) {
            asked.add(answered.client());
          }
        };
    List<ClientName> names =
        IntStream.range(0, accounts).mapToObj(i -> new ClientName("key:" + i)).toList();
    return new PolicyApi(
        Enforcement.audited(file, parts, clock, listener, 100), names, clock, patience);
  }

  private static ImageBatch images(int count) {
    return PaintedModel.all(IntStream.range(0, count).mapToObj(PaintedModel::own));
  }

  @Test
  void answers_in_order_as_the_policy_releases() {
    assertThat(api(1, Duration.ZERO).ask(images(6)))
        .containsExactlyElementsOf(
            IntStream.range(0, 6).mapToObj(i -> (Answer) new Answer.Label(4, i % 4)).toList());
  }

  @Test
  void hands_out_what_is_answered_before_the_thief_is_refused() {
    TreeMap<Integer, Answer> got = new TreeMap<>();
    PolicyApi api = api(1, Duration.ZERO);
    assertThatThrownBy(() -> api.ask(images(16), (from, answers) -> got.put(from, answers.get(0))))
        .isInstanceOf(AccessRefusedException.class)
        .hasMessageContaining("this client may ask 10 images a day");
    assertThat(got.keySet()).containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
  }

  @Test
  void spreads_queries_over_accounts() {
    assertThat(api(3, Duration.ZERO).ask(images(30))).hasSize(30);
    assertThat(asked).contains(new ClientName("key:0"), new ClientName("key:2"));
  }

  @Test
  void takes_a_model_that_does_not_answer_for_no_refusal() {
    PolicyApi api = api(1, Duration.ofDays(3));
    model.fail(true);
    assertThatThrownBy(() -> api.ask(images(2)))
        .isExactlyInstanceOf(PredictionException.class)
        .hasMessage("the model is away");
    assertThat(clock.waited()).isZero();
  }

  @Test
  void leaves_accounts_alone_that_are_refused_and_asks_by_the_others() {
    PolicyApi api = api(2, Duration.ofDays(1));
    api.ask(images(20)); // all that both may ask today
    assertThat(api.ask(images(20))).as("tomorrow").hasSize(20);
    assertThat(clock.waited()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void asks_a_recorded_model_for_nothing_but_a_look() {
    ImageBatch images = images(3);
    GuardedModel.Seen seen = new RecordedModel(model, new ModelApi(new PaintedModel())).see(images);
    assertThat(seen.answers()).hasSize(3);
    assertThat(seen.observation()).isPresent();
    assertThat(model.asked()).isZero();
  }

  @Test
  void waits_as_long_as_the_thief_has_patience() {
    PolicyApi api = api(1, Duration.ofDays(3));
    assertThat(api.ask(images(40))).hasSize(40);
    assertThat(clock.waited()).isEqualTo(Duration.ofDays(3));
    assertThatThrownBy(() -> api.ask(images(1))).isInstanceOf(AccessRefusedException.class);
  }
}
