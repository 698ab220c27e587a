package io.boogeyman.defend.policy;

import static io.boogeyman.defend.policy.GuardedSigns.CUSTOMER;
import static io.boogeyman.defend.policy.GuardedSigns.POLICY;
import static io.boogeyman.defend.policy.GuardedSigns.THIEF;
import static io.boogeyman.defend.policy.GuardedSigns.foreign;
import static io.boogeyman.defend.policy.GuardedSigns.levelAfter;
import static io.boogeyman.defend.policy.GuardedSigns.own;
import static io.boogeyman.defend.policy.GuardedSigns.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.core.prediction.Answer;
import io.boogeyman.core.prediction.Granularity;
import io.boogeyman.defend.policy.Decision.Reason;
import io.boogeyman.defend.policy.Decision.Refused;
import io.boogeyman.defend.policy.Decision.Released;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnforcementTest {
  private final GuardedSigns signs = new GuardedSigns();

  @Test
  void releases_what_the_policy_says_to_a_customer() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      Released released = (Released) guard.ask(CUSTOMER, own(0, 100));
      assertThat(released.answers()).hasSize(100).allMatch(Answer.Vector.class::isInstance);
      assertThat(released.standing().level()).isZero();
      assertThat(released.standing().step()).isEqualTo("trusted");
    }
  }

  @Test
  void gives_a_thief_coarser_answers_and_then_none() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
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
    try (Enforcement guard = signs.enforcement(POLICY)) {
      guard.answer(THIEF, foreign(0, 100));
      int asked = signs.model().asked();
      assertThat(refusal(guard, THIEF, own(0, 1)).reason()).isEqualTo(Reason.SUSPECTED);
      assertThat(signs.model().asked()).isEqualTo(asked);
    }
  }

  @Test
  void judges_a_batch_as_it_does_one_by_one() {
    List<Answer> single = new ArrayList<>();
    try (Enforcement guard = signs.enforcement(POLICY)) {
      for (int i = 0; i < 20; i++) {
        single.addAll(guard.answer(THIEF, foreign(i, i + 1)).answers());
      }
    }
    try (Enforcement guard = signs.enforcement(POLICY)) {
      List<Answer> batched = guard.answer(new ClientName("key:other"), foreign(0, 20)).answers();
      assertThat(batched).isEqualTo(single).isNotEmpty();
    }
  }

  @Test
  void refuses_a_request_as_a_whole_if_one_of_its_images_must_be() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      assertThat(guard.ask(THIEF, foreign(0, 100))).isInstanceOf(Refused.class);
    }
  }

  @Test
  void suspects_nobody_for_asking_an_image_again() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      guard.ask(THIEF, foreign(0, 1));
      for (int i = 0; i < 100; i++) {
        assertThat(levelAfter(guard, THIEF, foreign(0, 1))).isZero();
      }
    }
  }

  @Test
  void tells_of_an_escalation_with_its_evidence() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      guard.answer(THIEF, foreign(0, 100));
    }
    assertThat(signs.events())
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
    try (Enforcement guard = signs.enforcement(POLICY)) {
      assertThat(levelAfter(guard, THIEF, foreign(0, 5))).isEqualTo(1);
      assertThat(levelAfter(guard, THIEF, own(0, 200))).as("before the hour is over").isEqualTo(1);
      signs.clock().forward(Duration.ofHours(2));
      assertThat(levelAfter(guard, THIEF, own(200, 201))).isZero();
      assertThat(signs.events()).anyMatch(GuardEvent.Relaxed.class::isInstance);
    }
  }

  @Test
  void keeps_a_client_where_it_stands_while_its_evidence_stays() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      levelAfter(guard, THIEF, foreign(0, 5));
      signs.clock().forward(Duration.ofDays(30));
      assertThat(levelAfter(guard, THIEF, own(0, 1))).isEqualTo(1);
    }
  }

  @Test
  void begins_anew_with_a_client_that_was_refused_for_long_enough() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      guard.answer(THIEF, foreign(0, 100));
      signs.clock().forward(Duration.ofHours(23));
      assertThat(refusal(guard, THIEF, own(0, 1)).retryAfter()).contains(Duration.ofHours(1));
      signs.clock().forward(Duration.ofHours(1));
      assertThat(levelAfter(guard, THIEF, own(0, 1))).as("one step down").isEqualTo(1);
      signs.clock().forward(Duration.ofHours(1));
      assertThat(levelAfter(guard, THIEF, own(1, 2))).isZero();
    }
  }

  @Test
  void tells_a_client_nothing_of_why_a_model_failed() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      signs.model().fail(true);
      assertThat(refusal(guard, CUSTOMER, own(0, 1)).message()).doesNotContain("away");
    }
  }

  @Test
  void says_the_most_that_anybody_may_see() {
    try (Enforcement guard = signs.enforcement(POLICY.replace("[full]", "[top-2]"))) {
      assertThat(guard.finest()).isEqualTo(new Granularity.TopK(2));
    }
  }

  @Test
  void holds_answers_back_as_long_as_the_step_says() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      guard.ask(THIEF, foreign(0, 5));
      Released released = (Released) guard.ask(THIEF, own(0, 1));
      assertThat(released.standing().delay()).isEqualTo(Duration.ofMillis(200));
    }
  }

  @Test
  void answers_many_clients_at_once_as_one_after_the_other() {
    try (Enforcement guard =
        signs.enforcement(POLICY.replaceAll("(?s)clients:.*?detectors", "detectors"))) {
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
}
