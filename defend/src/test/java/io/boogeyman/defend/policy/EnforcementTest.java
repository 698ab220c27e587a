package io.boogeyman.defend.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.core.random.Seed;
import io.boogeyman.core.statistics.Interval;
import io.boogeyman.defend.calibration.CalibratedDetector;
import io.boogeyman.defend.measure.Threshold;
import io.boogeyman.defend.policy.Decision.Reason;
import io.boogeyman.defend.policy.Decision.Refused;
import io.boogeyman.defend.policy.Decision.Released;
import io.boogeyman.defend.policy.file.ClientSettings;
import io.boogeyman.defend.policy.file.PolicyFile;
import io.boogeyman.defend.policy.file.PolicyReader;
import io.boogeyman.defend.release.ReleaseKey;
import io.boogeyman.defend.release.ReleaseMeans;
import io.boogeyman.defend.sequential.AccusationBound;
import io.boogeyman.defend.sequential.BenignScores;
import io.boogeyman.defend.stateless.Energy;
import io.boogeyman.nn.compute.Compute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnforcementTest {
  private static final ClientName THIEF = new ClientName("key:thief");
  private static final ClientName CUSTOMER = new ClientName("key:customer");

  private static final String POLICY =
      """
      policy: 1
      version: "1"
      author: jane
      model: {victim: painted, name: signs}
      clients:
        each: {images: 500, per: day}
        all: {images: 800, per: day}
      detectors: {calibration: signs.calibration, watch: [energy]}
      release: [full]
      suspicion:
        - {step: coarse, at: 0.3, hold: 1h, release: [label], delay: 200ms}
        - {step: refused, at: 1, hold: 1d, refuse: true, alert: true}
      """;

  private final SteppingClock clock = new SteppingClock();
  private final PaintedModel model = new PaintedModel();
  private final MemoryStates states = new MemoryStates();
  private final List<GuardEvent> events = new ArrayList<>();

  private Enforcement enforcement(String text) {
    return enforcement(text, 1);
  }

  /** With detectors that take some milliseconds, and have none. */
  private Enforcement hurried(String late) {
    String text = POLICY.replace("watch: [energy]", "watch: [energy], time: 0ms, late: " + late);
    return enforcement(text, 2000);
  }

  private Enforcement enforcement(String text, int detectors) {
    PolicyFile file = new PolicyReader().read(text, Path.of("policy.yaml"));
    ClientSettings clients = file.policy().clients().orElse(ClientSettings.unlimited());
    EnforcementParts parts =
        new EnforcementParts(
            model,
            watch(detectors),
            ReleaseLadder.of(file.policy(), means()),
            new MemoryLedger(clients),
            states);
    return Enforcement.served(file, parts, clock, events::add, 1000);
  }

  private static ReleaseMeans means() {
    ReleaseKey key = ReleaseKey.of("a key of enough bytes".getBytes(StandardCharsets.UTF_8));
    return new ReleaseMeans(key, 4, PaintedModel.SHAPE, Compute.cpu(1), Path.of(""));
  }

  /** Energy, calibrated on what the model makes of its owner's images. */
  private Watch watch(int times) {
    double own = -Math.log(Math.exp(10) + 3);
    double[] benign = IntStream.range(0, 4000).mapToDouble(i -> own - 1 + i / 2000.0).toArray();
    CalibratedDetector energy =
        new CalibratedDetector(
            new Energy(1),
            new Threshold(own + 1, 0.01),
            BenignScores.of(benign, 0.01),
            AccusationBound.ofIndependentQueries(0.001),
            new Interval(0, 0, 0),
            Map.of());
    return new Watch(
        Collections.nCopies(times, energy),
        Optional.empty(),
        PaintedModel.SHAPE.bytes(),
        new Seed(1),
        energy);
  }

  private static ImageBatch foreign(int from, int to) {
    return PaintedModel.all(IntStream.range(from, to).mapToObj(PaintedModel::foreign));
  }

  private static ImageBatch own(int from, int to) {
    return PaintedModel.all(IntStream.range(from, to).mapToObj(PaintedModel::own));
  }

  private static int levelAfter(Enforcement guard, ClientName client, ImageBatch images) {
    return guard.answer(client, images).standing().level();
  }

  private Refused refusal(Enforcement guard, ClientName client, ImageBatch images) {
    return (Refused) guard.ask(client, images);
  }

  @Test
  void releases_what_the_policy_says_to_a_customer() {
    try (Enforcement guard = enforcement(POLICY)) {
      Released released = (Released) guard.ask(CUSTOMER, own(0, 100));
      assertThat(released.answers()).hasSize(100).allMatch(Answer.Vector.class::isInstance);
      assertThat(released.standing().level()).isZero();
      assertThat(released.standing().step()).isEqualTo("trusted");
    }
  }

  @Test
  void gives_a_thief_coarser_answers_and_then_none() {
    try (Enforcement guard = enforcement(POLICY)) {
      List<Answer> answers = new ArrayList<>();
      Optional<Refused> refused = Optional.empty();
      for (int i = 0; refused.isEmpty(); i++) {
        Enforcement.Outcome outcome = guard.answer(THIEF, foreign(i, i + 1));
        answers.addAll(outcome.answers());
        refused = outcome.refused();
      }
      assertThat(refused.get().reason()).isEqualTo(Reason.SUSPECTED);
      assertThat(refused.get().retryAfter()).contains(Duration.ofDays(1));
      assertThat(answers).first().isInstanceOf(Answer.Vector.class);
      assertThat(answers).last().isInstanceOf(Answer.Label.class);
      assertThat(answers).hasSizeLessThan(30);
    }
  }

  @Test
  void does_not_ask_the_model_for_a_client_it_refuses() {
    try (Enforcement guard = enforcement(POLICY)) {
      guard.answer(THIEF, foreign(0, 100));
      int asked = model.asked();
      assertThat(refusal(guard, THIEF, own(0, 1)).reason()).isEqualTo(Reason.SUSPECTED);
      assertThat(model.asked()).isEqualTo(asked);
    }
  }

  @Test
  void judges_a_batch_as_it_does_one_by_one() {
    List<Answer> single = new ArrayList<>();
    try (Enforcement guard = enforcement(POLICY)) {
      for (int i = 0; i < 20; i++) {
        single.addAll(guard.answer(THIEF, foreign(i, i + 1)).answers());
      }
    }
    try (Enforcement guard = enforcement(POLICY)) {
      List<Answer> batched = guard.answer(new ClientName("key:other"), foreign(0, 20)).answers();
      assertThat(batched).isEqualTo(single).isNotEmpty();
    }
  }

  @Test
  void refuses_a_request_as_a_whole_if_one_of_its_images_must_be() {
    try (Enforcement guard = enforcement(POLICY)) {
      assertThat(guard.ask(THIEF, foreign(0, 100))).isInstanceOf(Refused.class);
    }
  }

  @Test
  void suspects_nobody_for_asking_an_image_again() {
    try (Enforcement guard = enforcement(POLICY)) {
      guard.ask(THIEF, foreign(0, 1));
      for (int i = 0; i < 100; i++) {
        assertThat(levelAfter(guard, THIEF, foreign(0, 1))).isZero();
      }
    }
  }

  @Test
  void tells_of_an_escalation_with_its_evidence() {
    try (Enforcement guard = enforcement(POLICY)) {
      guard.answer(THIEF, foreign(0, 100));
    }
    assertThat(events)
        .filteredOn(GuardEvent.Escalated.class::isInstance)
        .hasSize(2)
        .last()
        .satisfies(
            event -> {
              GuardEvent.Escalated up = (GuardEvent.Escalated) event;
              assertThat(up.alert()).isTrue();
              assertThat(up.from().step()).isEqualTo("coarse");
              assertThat(up.to().step()).isEqualTo("refused");
              assertThat(up.queries()).isBetween(5L, 30L);
              assertThat(up.evidence().get("energy")).isGreaterThanOrEqualTo(1);
            });
  }

  @Test
  void brings_a_client_down_when_its_time_is_over_and_its_evidence_fell() {
    try (Enforcement guard = enforcement(POLICY)) {
      assertThat(levelAfter(guard, THIEF, foreign(0, 5))).isEqualTo(1);
      assertThat(levelAfter(guard, THIEF, own(0, 200))).as("before the hour is over").isEqualTo(1);
      clock.forward(Duration.ofHours(2));
      assertThat(levelAfter(guard, THIEF, own(200, 201))).isZero();
      assertThat(events).anyMatch(GuardEvent.Relaxed.class::isInstance);
    }
  }

  @Test
  void keeps_a_client_where_it_stands_while_its_evidence_stays() {
    try (Enforcement guard = enforcement(POLICY)) {
      levelAfter(guard, THIEF, foreign(0, 5));
      clock.forward(Duration.ofDays(30));
      assertThat(levelAfter(guard, THIEF, own(0, 1))).isEqualTo(1);
    }
  }

  @Test
  void begins_anew_with_a_client_that_was_refused_for_long_enough() {
    try (Enforcement guard = enforcement(POLICY)) {
      guard.answer(THIEF, foreign(0, 100));
      clock.forward(Duration.ofHours(23));
      assertThat(refusal(guard, THIEF, own(0, 1)).retryAfter()).contains(Duration.ofHours(1));
      clock.forward(Duration.ofHours(1));
      assertThat(levelAfter(guard, THIEF, own(0, 1))).as("one step down").isEqualTo(1);
      clock.forward(Duration.ofHours(1));
      assertThat(levelAfter(guard, THIEF, own(1, 2))).isZero();
    }
  }

  @Test
  void counts_what_each_may_ask_and_says_when_again() {
    try (Enforcement guard = enforcement(POLICY)) {
      guard.ask(CUSTOMER, own(0, 450));
      Refused refused = refusal(guard, CUSTOMER, own(0, 51));
      assertThat(refused.reason()).isEqualTo(Reason.OVER_BUDGET);
      assertThat(refused.message()).isEqualTo("this client may ask 500 images a day");
      assertThat(refused.retryAfter()).contains(Duration.ofHours(12));
      assertThat(guard.ask(CUSTOMER, own(0, 50))).isInstanceOf(Released.class);
    }
  }

  @Test
  void counts_what_all_may_ask_together() {
    try (Enforcement guard = enforcement(POLICY)) {
      guard.ask(CUSTOMER, own(0, 500));
      Refused refused = refusal(guard, new ClientName("key:another"), own(0, 301));
      assertThat(refused.message()).startsWith("all clients together may ask 800 images a day");
    }
  }

  @Test
  void gives_a_budget_back_when_its_period_is_over() {
    try (Enforcement guard = enforcement(POLICY)) {
      guard.ask(CUSTOMER, own(0, 500));
      clock.forward(Duration.ofHours(12));
      assertThat(guard.ask(CUSTOMER, own(0, 500))).isInstanceOf(Released.class);
    }
  }

  @Test
  void charges_nothing_for_what_the_model_did_not_answer() {
    try (Enforcement guard = enforcement(POLICY)) {
      model.fail(true);
      assertThat(refusal(guard, CUSTOMER, own(0, 500)).reason()).isEqualTo(Reason.UNAVAILABLE);
      assertThat(events).anyMatch(GuardEvent.ModelFailed.class::isInstance);
      model.fail(false);
      assertThat(guard.ask(CUSTOMER, own(0, 500))).isInstanceOf(Released.class);
    }
  }

  @Test
  void charges_nothing_for_what_cannot_be_released() {
    try (Enforcement guard = enforcement(POLICY.replace("[full]", "[reverse-sigmoid]"))) {
      model.answerLabels(true);
      assertThat(refusal(guard, CUSTOMER, own(0, 500)).reason()).isEqualTo(Reason.UNAVAILABLE);
      assertThat(events).anyMatch(GuardEvent.ModelFailed.class::isInstance);
      model.answerLabels(false);
      assertThat(guard.ask(CUSTOMER, own(0, 500))).isInstanceOf(Released.class);
    }
  }

  @Test
  void looks_at_the_images_apart_where_the_answer_came_from_elsewhere_in_the_detectors_time() {
    model.lookApart(Duration.ofMillis(30));
    try (Enforcement guard = enforcement(POLICY)) {
      assertThat(levelAfter(guard, THIEF, foreign(0, 5))).isEqualTo(1);
      GuardEvent.Asked asked =
          (GuardEvent.Asked)
              events.stream().filter(GuardEvent.Asked.class::isInstance).findFirst().orElseThrow();
      assertThat(asked.timing().detectors()).isGreaterThanOrEqualTo(Duration.ofMillis(30));
      assertThat(asked.timing().model()).isLessThan(asked.timing().detectors());
    }
  }

  @Test
  void tells_a_client_nothing_of_why_a_model_failed() {
    try (Enforcement guard = enforcement(POLICY)) {
      model.fail(true);
      assertThat(refusal(guard, CUSTOMER, own(0, 1)).message()).doesNotContain("away");
    }
  }

  /** Under the first step, so that nothing was decided that would be on record by itself. */
  private static double evidence(Enforcement guard, ClientName client, ImageBatch images) {
    Standing standing = guard.answer(client, images).standing();
    assertThat(standing.level()).isZero();
    return standing.suspicion();
  }

  @Test
  void remembers_evidence_when_it_is_opened_again() {
    double before;
    try (Enforcement guard = enforcement(POLICY)) {
      before = evidence(guard, THIEF, foreign(0, 2));
    }
    assertThat(before).isPositive();
    try (Enforcement guard = enforcement(POLICY)) {
      assertThat(evidence(guard, THIEF, foreign(0, 1))).as("a repeat").isEqualTo(before);
    }
  }

  @Test
  void places_clients_by_the_names_of_steps_when_a_policy_has_others() {
    try (Enforcement guard = enforcement(POLICY)) {
      assertThat(levelAfter(guard, THIEF, foreign(0, 5))).isEqualTo(1);
    }
    String more = POLICY.replace("suspicion:\n", "suspicion:\n  - {step: odd, at: 0.1}\n");
    try (Enforcement guard = enforcement(more)) {
      assertThat(guard.answer(THIEF, own(0, 1)).standing().step()).isEqualTo("coarse");
    }
    String fewer = POLICY.replaceAll("(?m)^ +- \\{step: coarse.*\n", "");
    try (Enforcement guard = enforcement(fewer)) {
      assertThat(guard.answer(THIEF, own(0, 1)).standing().step())
          .as("where its suspicion puts it: the step that is left refuses, and nobody accused it")
          .isEqualTo("trusted");
    }
  }

  @Test
  void a_client_that_was_refused_stays_so_when_that_step_has_another_name() {
    try (Enforcement guard = enforcement(POLICY)) {
      guard.answer(THIEF, foreign(0, 100));
      assertThat(refusal(guard, THIEF, own(0, 1)).reason()).isEqualTo(Reason.SUSPECTED);
    }
    try (Enforcement guard = enforcement(POLICY.replace("step: refused", "step: barred"))) {
      assertThat(refusal(guard, THIEF, own(0, 1)).reason()).isEqualTo(Reason.SUSPECTED);
    }
  }

  @Test
  @SuppressWarnings("resource") // never closed, as if it were killed
  void forgets_no_decision_when_it_is_killed() {
    enforcement(POLICY).answer(THIEF, foreign(0, 100));
    try (Enforcement guard = enforcement(POLICY)) {
      assertThat(refusal(guard, THIEF, own(0, 1)).reason()).isEqualTo(Reason.SUSPECTED);
    }
  }

  @Test
  void remembers_more_clients_than_it_keeps_in_memory() {
    PolicyFile file = new PolicyReader().read(POLICY, Path.of("policy.yaml"));
    EnforcementParts parts =
        new EnforcementParts(
            model,
            watch(1),
            ReleaseLadder.of(file.policy(), means()),
            new MemoryLedger(ClientSettings.unlimited()),
            states);
    try (Enforcement guard = Enforcement.served(file, parts, clock, events::add, 1)) {
      double first = evidence(guard, THIEF, foreign(0, 2));
      for (int client = 0; client < 500; client++) {
        guard.answer(new ClientName("key:" + client), own(0, 1));
      }
      assertThat(guard.liveClients()).isLessThanOrEqualTo(64);
      assertThat(first).isPositive();
      assertThat(evidence(guard, THIEF, foreign(0, 1))).as("a repeat").isEqualTo(first);
    }
  }

  @Test
  void counts_images_anew_that_were_asked_before_a_client_was_refused() {
    try (Enforcement guard = enforcement(POLICY)) {
      guard.ask(THIEF, foreign(0, 100));
      clock.forward(Duration.ofDays(1));
      assertThat(guard.ask(THIEF, foreign(0, 100))).isInstanceOf(Refused.class);
    }
  }

  @Test
  void charges_only_what_it_answers_of_a_request_that_it_comes_to_refuse() {
    try (Enforcement guard = enforcement(POLICY)) {
      int answered = guard.answer(THIEF, foreign(0, 300)).answers().size();
      assertThat(answered).isPositive();
      ClientName other = new ClientName("key:other");
      guard.ask(other, foreign(0, 300));
      assertThat(guard.ask(CUSTOMER, own(0, 500))).isInstanceOf(Released.class);
    }
  }

  @Test
  void counts_evidence_that_comes_too_late_for_an_answer() {
    try (Enforcement guard = hurried("open")) {
      for (int i = 0; i < 5; i++) {
        assertThat(guard.ask(THIEF, foreign(i, i + 1))).isInstanceOf(Released.class);
      }
    }
    try (Enforcement guard = enforcement(POLICY)) {
      assertThat(levelAfter(guard, THIEF, own(0, 1))).isEqualTo(1);
    }
  }

  @Test
  void counts_an_image_once_however_late_its_scores_are() {
    try (Enforcement guard = hurried("open")) {
      for (int i = 0; i < 50; i++) {
        guard.ask(THIEF, foreign(0, 1));
      }
    }
    try (Enforcement guard = enforcement(POLICY)) {
      assertThat(levelAfter(guard, THIEF, foreign(0, 1))).isZero();
    }
  }

  @Test
  void refuses_and_does_not_charge_what_detectors_are_too_late_for() {
    try (Enforcement guard = hurried("closed")) {
      for (int i = 0; i < 1000; i++) {
        guard.ask(CUSTOMER, own(0, 1));
      }
    }
    assertThat(events)
        .filteredOn(GuardEvent.Refused.class::isInstance)
        .hasSizeGreaterThan(500)
        .allMatch(e -> ((GuardEvent.Refused) e).refusal().reason() == Reason.UNAVAILABLE);
  }

  @Test
  void says_the_most_that_anybody_may_see() {
    try (Enforcement guard = enforcement(POLICY.replace("[full]", "[top-2]"))) {
      assertThat(guard.finest()).isEqualTo(new Granularity.TopK(2));
    }
  }

  @Test
  void holds_answers_back_as_long_as_the_step_says() {
    try (Enforcement guard = enforcement(POLICY)) {
      guard.ask(THIEF, foreign(0, 5));
      Released released = (Released) guard.ask(THIEF, own(0, 1));
      assertThat(released.standing().delay()).isEqualTo(Duration.ofMillis(200));
    }
  }

  @Test
  void answers_many_clients_at_once_as_one_after_the_other() {
    try (Enforcement guard =
        enforcement(POLICY.replaceAll("(?s)clients:.*?detectors", "detectors"))) {
      List<String> levels =
          IntStream.range(0, 400)
              .parallel()
              .mapToObj(
                  i -> {
                    ClientName client = new ClientName("key:" + i);
                    ImageBatch images = i % 2 == 0 ? own(i, i + 5) : foreign(i, i + 5);
                    return i % 2 + " " + levelAfter(guard, client, images);
                  })
              .distinct()
              .sorted()
              .toList();
      assertThat(levels).containsExactly("0 0", "1 1");
    }
  }

  @Test
  void refuses_a_state_that_is_none() {
    byte[] bytes = Arrays.copyOf("no state".getBytes(StandardCharsets.UTF_8), 100);
    try (Watch watch = watch(1)) {
      assertThatThrownBy(() -> ClientRecordFormat.read(bytes, watch))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("these bytes are no client's state");
    }
  }

  private static final String MARKING =
      POLICY
          .replace("release: [full]", "release: [{dawn: {rate: 0.5}}]")
          .replace("release: [label]", "release: [label, {dawn: {rate: 0.5}}]");
  private static final String KEEPING = MARKING + "retention: {triggers: 30d}\n";

  private final List<TriggerRegister.Entry> registered = new ArrayList<>();

  private Enforcement registering(String text) {
    PolicyFile file = new PolicyReader().read(text, Path.of("policy.yaml"));
    EnforcementParts parts =
        new EnforcementParts(
            model,
            watch(1),
            ReleaseLadder.of(file.policy(), means()),
            new MemoryLedger(file.policy().allowances()),
            states,
            registered::add);
    return Enforcement.served(file, parts, clock, events::add, 1000);
  }

  @Test
  void registers_the_marked_queries_of_each_client_with_the_class_that_was_answered() {
    try (Enforcement guard = registering(KEEPING)) {
      ImageBatch images = own(0, 100);
      List<Answer> answers = guard.answer(CUSTOMER, images).answers();
      assertThat(registered).hasSizeBetween(30, 70);
      assertThat(registered).allMatch(entry -> entry.client().equals(CUSTOMER));
      for (TriggerRegister.Entry entry : registered) {
        int asked =
            IntStream.range(0, 100)
                .filter(
                    i ->
                        Arrays.equals(
                            images.slice(i, i + 1).pixels(), entry.trigger().image().pixels()))
                .findFirst()
                .orElseThrow();
        assertThat(answers.get(asked).top()).isEqualTo(entry.trigger().mark());
      }
      TriggerRegister.Entry first = registered.get(0);
      assertThat(first.model().classNames()).isEqualTo(model.classNames());
      assertThat(first.answered()).isEqualTo(clock.instant());
      assertThat(first.until()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
    }
  }

  @Test
  void registers_nothing_where_the_policy_does_not_say_so() {
    try (Enforcement guard = registering(MARKING)) {
      guard.answer(CUSTOMER, own(0, 100));
      assertThat(registered).isEmpty();
    }
  }

  @Test
  void registers_nothing_of_a_request_that_is_refused() {
    try (Enforcement guard = registering(KEEPING)) {
      assertThat(guard.ask(THIEF, foreign(0, 200))).isInstanceOf(Refused.class);
      assertThat(registered).isEmpty();
      assertThat(guard.ask(CUSTOMER, own(0, 501))).isInstanceOf(Refused.class);
      assertThat(registered).isEmpty();
    }
  }

  @Test
  void registers_what_a_thief_was_given_before_he_was_refused() {
    try (Enforcement guard = registering(KEEPING)) {
      int answered = guard.answer(THIEF, foreign(0, 200)).answers().size();
      assertThat(answered).isBetween(2, 199);
      assertThat(registered).isNotEmpty();
      ImageBatch given = foreign(0, answered);
      for (TriggerRegister.Entry entry : registered) {
        assertThat(IntStream.range(0, answered))
            .anyMatch(
                i ->
                    Arrays.equals(
                        given.slice(i, i + 1).pixels(), entry.trigger().image().pixels()));
      }
    }
  }
}
