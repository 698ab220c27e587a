package io.boogeyman.defend.policy;

import static io.boogeyman.defend.policy.GuardedSigns.POLICY;
import static io.boogeyman.defend.policy.GuardedSigns.THIEF;
import static io.boogeyman.defend.policy.GuardedSigns.foreign;
import static io.boogeyman.defend.policy.GuardedSigns.levelAfter;
import static io.boogeyman.defend.policy.GuardedSigns.own;
import static io.boogeyman.defend.policy.GuardedSigns.refusal;
import static io.boogeyman.defend.policy.GuardedSigns.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.boogeyman.core.image.ImageBatch;
import io.boogeyman.defend.policy.Decision.Reason;
import io.boogeyman.defend.policy.Decision.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is kept of clients, and what becomes of it when policies and programs end. */
class ClientMemoryTest {
  private final GuardedSigns signs = new GuardedSigns();

  /** Under the first step, so that nothing was decided that would be on record by itself. */
  private static double evidence(Enforcement guard, ClientName client, ImageBatch images) {
    Standing standing = guard.answer(client, images).standing();
    assertThat(standing.level()).isZero();
    return standing.suspicion();
  }

  @Test
  void remembers_evidence_when_it_is_opened_again() {
    double before;
    try (Enforcement guard = signs.enforcement(POLICY)) {
      before = evidence(guard, THIEF, foreign(0, 2));
    }
    assertThat(before).isPositive();
    try (Enforcement guard = signs.enforcement(POLICY)) {
      assertThat(evidence(guard, THIEF, foreign(0, 1))).as("a repeat").isEqualTo(before);
    }
  }

  @Test
  void places_clients_by_the_names_of_steps_when_a_policy_has_others() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      assertThat(levelAfter(guard, THIEF, foreign(0, 5))).isEqualTo(1);
    }
    String more = POLICY.replace("suspicion:\n", "suspicion:\n  - {step: odd, at: 0.1}\n");
    try (Enforcement guard = signs.enforcement(more)) {
      assertThat(guard.answer(THIEF, own(0, 1)).standing().step()).isEqualTo("coarse");
    }
    String fewer = POLICY.replaceAll("(?m)^ +- \\{step: coarse.*\n", "");
    try (Enforcement guard = signs.enforcement(fewer)) {
      assertThat(guard.answer(THIEF, own(0, 1)).standing().step())
          .as("where its suspicion puts it: the step that is left refuses, and nobody accused it")
          .isEqualTo("trusted");
    }
  }

  @Test
  void a_client_that_was_refused_stays_so_when_that_step_has_another_name() {
    try (Enforcement guard = signs.enforcement(POLICY)) {
      guard.answer(THIEF, foreign(0, 100));
      assertThat(refusal(guard, THIEF, own(0, 1)).reason()).isEqualTo(Reason.SUSPECTED);
    }
    try (Enforcement guard = signs.enforcement(POLICY.replace("step: refused", "step: barred"))) {
      assertThat(refusal(guard, THIEF, own(0, 1)).reason()).isEqualTo(Reason.SUSPECTED);
    }
  }

  @Test
  @SuppressWarnings("resource") // never closed, as if it were killed
  void forgets_no_decision_when_it_is_killed() {
    signs.enforcement(POLICY).answer(THIEF, foreign(0, 100));
    try (Enforcement guard = signs.enforcement(POLICY)) {
      assertThat(refusal(guard, THIEF, own(0, 1)).reason()).isEqualTo(Reason.SUSPECTED);
    }
  }

  @Test
  void remembers_more_clients_than_it_keeps_in_memory() {
    try (Enforcement guard = signs.enforcement(POLICY, 1, 1)) {
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
    try (Enforcement guard = signs.enforcement(POLICY)) {
      guard.ask(THIEF, foreign(0, 100));
      signs.clock().forward(Duration.ofDays(1));
      assertThat(guard.ask(THIEF, foreign(0, 100))).isInstanceOf(Refused.class);
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
}
